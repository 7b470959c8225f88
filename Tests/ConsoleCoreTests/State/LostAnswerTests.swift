import ConsoleCore
import TicketCore
import Testing

/// A write whose answer was lost may have been done: the console says that, and looks for it on the board.
@Suite struct LostAnswerTests {
  private static let lost = TicketServiceError(.answerLost, context: "127.0.0.1:8000: timed out")

  /// A form sent, its answer lost; `isDone`: filed all the same, though the board does not show it yet.
  private func submitted(
    isDone: Bool, _ language: Language = .english, columns: Int = 120
  ) throws -> (world: ScreenWorld, filed: Ticket.ID?) {
    let world = ScreenWorld(language, columns: columns)
    world.submit(["mode": "FULL", "reason": "정산"])
    world.refresh()
    world.press("n", "r")
    world.type("정산")
    world.press(.control("s"))
    guard case .submit(let submission) = world.takeEffects().last else { throw Missing() }
    world.strangeBoard = world.service.currentBoard
    let filed = isDone ? try world.service.submit(submission).requestID : nil
    world.send(.submitted(.reconcile, .failure(Self.lost)))
    world.wait(seconds: 10)
    return (world, filed)
  }

  /// The board shows what the service has.
  private func catchUp(_ world: ScreenWorld) {
    world.strangeBoard = nil
    world.refresh()
  }

  private struct Missing: Error {}

  @Test(arguments: [
    (Language.english, "LIVE  UNKNOWN: look it up before sending it again. The server's answer was lost"),
    (.korean, "실시간  확인 필요: 다시 보내기 전에 보드에서 찾아보세요. 서버의 응답을 받지 못해"),
  ])
  func `an answer that was lost is no failed write`(_ language: Language, _ said: String) throws {
    let (world, _) = try submitted(isDone: false, language, columns: 240)
    #expect(world.head.contains(said))
    #expect(!world.head.contains(language == .korean ? "쓰기 실패" : "NOT WRITTEN"))
  }

  @Test func `the form stays while nobody knows, and quitting does not call its text unsent`() throws {
    let (world, _) = try submitted(isDone: false)
    world.refresh()
    #expect(world.shows("! The server's answer was lost, so whether it was done is unknown"))
    world.press(.control("c"))
    #expect(world.shows("There still is text that may have been filed or not."))
  }

  @Test func `as soon as the board shows the ticket all is well, and the form is done with`() throws {
    let (world, filed) = try submitted(isDone: true)
    world.refresh()
    #expect(world.head.contains("UNKNOWN"))
    catchUp(world)
    #expect(!world.head.contains("UNKNOWN"))
    #expect(world.messageLine.contains("The answer was lost, but the board shows it: \(try #require(filed)) is OPEN."))
    #expect(world.selected == filed)
    #expect(!world.shows("New RECONCILE ticket"))
  }

  @Test func `a ticket that is on the board before its answer is lost is found`() throws {
    let world = ScreenWorld(.english)
    world.refresh()
    world.press("n", "r")
    world.type("정산")
    world.press(.control("s"))
    guard case .submit(let submission) = world.takeEffects().last else { throw Missing() }
    let filed = try world.service.submit(submission).requestID
    world.refresh()
    world.send(.submitted(.reconcile, .failure(Self.lost)))
    #expect(!world.head.contains("UNKNOWN"))
    #expect(world.selected == filed)
  }

  @Test(
    arguments: [
      (["mode": "INCREMENTAL", "reason": "정산"], nil), (["mode": "FULL", "reason": "다른 정산"], nil),
      (["mode": "FULL", "reason": "정산"], "trace-1"),
    ] as [(JSONValue, String?)])
  func `another's ticket is not taken for it`(_ payload: JSONValue, _ trace: String?) throws {
    let (world, _) = try submitted(isDone: false)
    world.submit(payload, trace: trace)
    catchUp(world)
    #expect(world.head.contains("UNKNOWN"))
    #expect(world.shows("New RECONCILE ticket"))
  }

  @Test func `a form that was edited meanwhile is another ticket's and stays`() throws {
    let (world, _) = try submitted(isDone: true)
    world.type("!")
    catchUp(world)
    #expect(!world.head.contains("UNKNOWN"))
    #expect(world.shows("정산!"))
  }

  @Test func `a form that is sent again is not taken for the first time's`() throws {
    let (world, _) = try submitted(isDone: false)
    world.press(.control("s"))
    guard case .submit(let submission) = world.takeEffects().last else { throw Missing() }
    let receipt = try world.service.submit(submission)
    world.send(.submitted(.reconcile, .success(receipt)))
    catchUp(world)
    #expect(!world.console.messages.all.contains { $0.text.contains("the board shows it") })
  }

  @Test func `a form that could not be sent again is done with as soon as the board shows the first time's ticket`()
    throws
  {
    let (world, filed) = try submitted(isDone: true)
    world.press(.control("s"))
    world.send(.submitted(.reconcile, .failure(TicketServiceError(.unreachable, context: "127.0.0.1:8000"))))
    world.press(.control("c"))
    #expect(world.shows("There still is text that may have been filed or not."))
    world.press(.escape)
    catchUp(world)
    #expect(world.selected == filed)
    #expect(!world.shows("New RECONCILE ticket"))
  }

  @Test func `a ticket among very many new ones is found`() throws {
    let (world, filed) = try submitted(isDone: true)
    for number in 0..<1_200 { world.submit(["mode": "FULL", "reason": .string("\(number)")]) }
    catchUp(world)
    for _ in 0..<3 { world.refresh() }
    #expect(!world.head.contains("UNKNOWN"))
    #expect(world.console.messages.all.contains { $0.text.contains("\(filed?.description ?? "-") is OPEN") })
  }

  @Test func `a step whose answer was lost is settled by the ticket's status`() {
    let world = ScreenWorld(.english)
    let id = world.submit(count: 1)[0]
    world.press("c", .enter)
    #expect(world.takeEffects() == [.take(.consume(), of: id)])
    world.send(.stepped(id, .failure(Self.lost)))
    world.wait(seconds: 10)
    world.refresh()
    #expect(world.head.contains("UNKNOWN"))
    world.take(.consume(), id)
    world.refresh()
    #expect(!world.head.contains("UNKNOWN"))
    #expect(world.messageLine.contains("the board shows it: \(id) is IN_PROGRESS."))
  }

  @Test func `a record that may not last is unknown until a write succeeds, though the board shows it`() throws {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 2)
    world.press("c", .enter)
    world.take(.consume(), ids[0])
    let error = TicketServiceError(.durabilityUnknown, context: "ticket_results.jsonl", errno: 5)
    world.send(.stepped(ids[0], .failure(error)))
    world.refresh()
    #expect(world.head.contains("UNKNOWN"))
    let receipt = StepReceipt(requestID: ids[1], newStatus: .done, resultID: ids[1])
    world.send(.stepped(ids[1], .success(receipt)))
    #expect(!world.head.contains("UNKNOWN"))
  }
}

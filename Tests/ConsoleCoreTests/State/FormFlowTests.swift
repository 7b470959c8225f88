import ConsoleCore
import TicketCore
import Testing

@Suite struct FormFlowTests {
  private static let keys: [(RequestType, [[Key]])] = [
    (.reconcile, [["n", "r"], ["n", .enter], ["n", .function(2)], [.function(2)]]),
    (.reports, [["n", "p"], ["n", .down, .enter], ["n", .function(3)], [.function(3)]]),
    (.acknowledge, [["n", "a"], ["n", .down, .down, .enter], ["n", .function(4)], [.function(4)]]),
  ]

  @Test(arguments: 0..<3)
  func `each type has its form, by letter, list and function key`(_ index: Int) {
    let (type, ways) = Self.keys[index]
    for keys in ways {
      let world = ScreenWorld(.english)
      for key in keys { world.press(key) }
      #expect(world.shows("New \(type.shortName) ticket"))
      #expect(world.frame.cursor != nil)
    }
  }

  private func typed(_ world: ScreenWorld, _ text: String = "일일 정산") {
    world.press("n", "r")
    world.type(text)
  }

  private func sent(_ world: ScreenWorld) throws -> TicketSubmission {
    typed(world)
    world.press(.control("s"))
    guard case .submit(let submission) = world.takeEffects().last else { throw Missing() }
    return submission
  }

  private struct Missing: Error {}

  @Test func `sending asks for exactly what was typed`() throws {
    let world = ScreenWorld()
    #expect(try sent(world).payload == .reconcile(mode: .full, reason: "일일 정산"))
    #expect(world.shows("보내는 중"))
  }

  @Test func `Esc keeps the draft, and the form opens with it again`() {
    let world = ScreenWorld(.english)
    typed(world)
    world.press(.escape)
    #expect(!world.shows("New RECONCILE ticket"))
    world.press("n")
    #expect(world.shows("draft │"))
    world.press("r")
    #expect(world.shows("일일 정산"))
  }

  @Test func `a choice alone is a draft too`() {
    let world = ScreenWorld(.english)
    world.press("n", "r", .backTab, .right, .escape, "n", "r")
    #expect(world.shows("(*) INCREMENTAL"))
  }

  @Test func `a form left untouched is no draft`() {
    let world = ScreenWorld(.english)
    world.press("n", "r", .escape, "n")
    #expect(!world.shows("draft"))
  }

  @Test func `the new ticket is selected, at once if it is on the board already`() throws {
    let world = ScreenWorld(.english)
    world.submit(count: 60)
    let submission = try sent(world)
    let receipt = try world.service.submit(submission)
    world.refresh()
    world.send(.submitted(.reconcile, .success(receipt)))
    #expect(world.selected == receipt.requestID)
    #expect(world.messageLine.contains("Filed \(receipt.requestID)"))
    #expect(!world.shows("New RECONCILE ticket"))
    #expect(world.shows("│> RECONCILE FULL"))
  }

  @Test func `the new ticket is selected when it arrives on the board later`() throws {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    let submission = try sent(world)
    world.strangeBoard = world.service.currentBoard
    let receipt = try world.service.submit(submission)
    world.send(.submitted(.reconcile, .success(receipt)))
    world.wait(seconds: 1)
    world.refresh()
    #expect(world.selected == ids[0])
    world.strangeBoard = nil
    world.refresh()
    #expect(world.selected == receipt.requestID)
  }

  @Test func `whoever moves on before the ticket arrives is not taken back`() throws {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    let submission = try sent(world)
    let paused = world.world.board
    let receipt = try world.service.submit(submission)
    world.strangeBoard = paused
    world.send(.submitted(.reconcile, .success(receipt)))
    world.press(.down)
    world.strangeBoard = nil
    world.refresh()
    #expect(world.selected == ids[1])
  }

  @Test func `a ticket filed during a pause is selected when the board goes on`() throws {
    let world = ScreenWorld()
    world.submit(count: 3)
    world.press("p")
    let receipt = try world.service.submit(sent(world))
    world.send(.submitted(.reconcile, .success(receipt)))
    world.refresh()
    world.press("p")
    #expect(world.selected == receipt.requestID)
  }

  @Test func `a failure keeps the form with all its text and says why`() throws {
    let world = ScreenWorld(.english)
    _ = try sent(world)
    world.send(.submitted(.reconcile, .failure(TicketServiceError(.diskFull, context: "ticket_requests.jsonl"))))
    #expect(world.shows("일일 정산"))
    #expect(world.shows("! No space left to write ticket_requests.jsonl."))
    world.press(.control("s"))
    guard case .submit = world.takeEffects().last else { throw Missing() }
  }

  @Test func `a failure reaches a form that was left meanwhile`() throws {
    let world = ScreenWorld(.english)
    _ = try sent(world)
    world.press(.escape)
    world.send(.submitted(.reconcile, .failure(TicketServiceError(.diskFull, context: "ticket_requests.jsonl"))))
    #expect(world.messageLine.contains("No space left"))
    world.press("n", "r")
    #expect(world.shows("일일 정산"))
    #expect(world.shows("! No space left"))
  }

  @Test func `whoever left a form that is being sent keeps the own selection`() throws {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 3)
    let submission = try sent(world)
    world.press(.escape, .down)
    let receipt = try world.service.submit(submission)
    world.refresh()
    world.send(.submitted(.reconcile, .success(receipt)))
    #expect(world.selected == ids[1])
    world.press("n")
    #expect(!world.shows("draft"))
  }

  @Test func `an open ticket that asks for the same is pointed out`() {
    let world = ScreenWorld(.english)
    let id = world.submit(["mode": "FULL", "reason": "일일 정산"])
    world.refresh()
    world.wait(seconds: 60)
    typed(world)
    #expect(world.shows("The same ticket is still OPEN: \(id.description.prefix(8))~ (1m)"))
  }

  @Test func `a form is the last place where a letter is a command`() {
    let world = ScreenWorld()
    world.submit(count: 1)
    typed(world, "qwcDXnfp:?!@1234")
    #expect(world.takeEffects() == [])
    #expect(world.shows("qwcDXnfp:?!@1234"))
  }
}

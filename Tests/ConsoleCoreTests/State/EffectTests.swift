import ConsoleCore
import TicketCore
import Testing
import Worker

@Suite struct EffectTests {
  private static let ticket = WorkerTicket(id: .text("a"), type: .known(.reports))
  private static let now = StandingClock().now()
  private static let phases: [(WorkerPhase, Effect)] = [
    (.off, .startWorker), (.stopping(nil), .startWorker), (.stopping(ticket), .startWorker),
    (.acquiring, .stopWorker), (.blocked(WorkerLockError(.busy, context: "")), .stopWorker), (.choosing, .stopWorker),
    (.idle, .stopWorker), (.working(ticket, since: now), .stopWorker),
    (.retrying(nil, after: TicketServiceError(.busy, context: "")), .stopWorker),
  ]

  @Test(arguments: 0..<phases.count, [Key.character("w"), .function(5)])
  func `the worker's key starts it, or stops it, as the footer says`(_ index: Int, _ key: Key) {
    let (phase, effect) = Self.phases[index]
    let world = ScreenWorld(.english)
    world.send(.worker(phase))
    #expect(world.footer.contains(effect == .startWorker ? "w start worker" : "w stop worker"))
    world.press(key)
    #expect(world.takeEffects() == [effect])
  }

  @Test func `serve starts the API, and stops it while it is served`() {
    let world = ScreenWorld(.english)
    world.press(":")
    world.type("serve")
    world.press(.enter)
    #expect(world.takeEffects() == [.startServer])
    world.send(.serving("127.0.0.1:8000"))
    #expect(world.frame.rowText(0).contains("API 127.0.0.1:8000"))
    world.press(":")
    world.type("serve")
    world.press(.enter)
    #expect(world.takeEffects() == [.stopServer])
    world.send(.serving(nil))
    #expect(!world.frame.rowText(0).contains("API"))
  }

  @Test func `the ticket's id is copied, and the whole records`() throws {
    let world = ScreenWorld()
    let id = world.submit(["mode": "FULL", "reason": "복사"], trace: "trace-1")
    world.finish(id)
    world.press("3", "y")
    #expect(try world.takeEffects() == [copy(id.description)])
    world.press("Y")
    let records = world.world.board.ticket(id).map(world.service.history) ?? []
    #expect(records.count == 3)
    #expect(try world.takeEffects() == [copy(records.map(\.raw).joined(separator: "\n"))])
  }

  private func copy(_ text: String) throws -> Effect { .copy(try #require(ClipboardSequence(text))) }

  @Test func `records that are too long for a clipboard are not said to be copied`() {
    let world = ScreenWorld(.english)
    let id = world.submit(["mode": "FULL", "reason": "x"])
    world.take(.consume(), id)
    world.take(.complete(.done, message: String(repeating: "x", count: ClipboardSequence.limit)), id)
    world.refresh()
    world.press("3", "Y")
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.contains("Too long for the terminal's clipboard."))
    #expect(!world.console.messages.all.contains { $0.text.contains("Copied") })
  }

  @Test func `what can be done to a ticket stands in its list, with why not`() throws {
    let world = ScreenWorld(.english)
    let id = world.submit(count: 1)[0]
    world.press(.enter)
    world.press(.up, .up, .up)
    #expect(world.shows("> c  take the OPEN ticket"))
    #expect(world.frame.text.split(separator: "\n").filter { $0.hasSuffix("it is OPEN │") }.count == 2)
    world.press(.down, .enter)
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.contains("Only for a ticket that is IN_PROGRESS"))
    world.press(.down, .down, .enter)
    #expect(try world.takeEffects() == [copy(id.description)])
  }

  @Test(arguments: TicketStatus.allCases)
  func `a ticket opens at what changes nothing`(_ status: TicketStatus) {
    let world = ScreenWorld(.english)
    let id = world.submit(count: 1)[0]
    if status != .open { world.take(.consume(), id) }
    if status == .done { world.take(.complete(.done, message: ""), id) }
    if status == .failed { world.take(.complete(.failed, message: ""), id) }
    world.refresh()
    world.press(".", "1", "2", "3", "4")
    world.press(.character(status == .open ? "1" : status == .inProgress ? "2" : status == .done ? "3" : "4"), .enter)
    #expect(world.shows("> y "))
  }

  @Test func `an opened ticket stays the one, whatever is selected behind it`() throws {
    let world = ScreenWorld(.english)
    let id = world.submit(count: 1)[0]
    world.press("f", .enter)
    world.submit(count: 2)
    world.press("y")
    #expect(try world.takeEffects() == [copy(id.description)])
    world.press(.end, .enter)
    #expect(world.selected == id)
  }

  @Test(arguments: [[], [.enter], ["!"], ["@"], ["n"], ["c"]] as [[Key]])
  func `a pasted text outside of a field does nothing`(_ keys: [Key]) {
    let world = ScreenWorld()
    world.submit(count: 3)
    for key in keys { world.press(key) }
    let before = world.frame
    world.press(.paste("qwcn\nr\u{1B}"))
    #expect(world.takeEffects() == [])
    #expect(world.frame == before)
  }

  @Test(arguments: [[], ["n", "r"], [":"], [.enter], ["c"]] as [[Key]])
  func `Ctrl-L and Ctrl-Z work anywhere`(_ keys: [Key]) {
    let world = ScreenWorld()
    world.submit(count: 1)
    for key in keys { world.press(key) }
    world.press(.control("l"), .control("z"))
    #expect(world.takeEffects() == [.repaint, .suspend])
  }

  @Test func `Tab completes a command's name as far as it is certain`() {
    let world = ScreenWorld(.english)
    world.press(":")
    world.type("compl")
    world.press(.tab)
    #expect(world.shows(": complete- "))
    world.type("f")
    world.press(.tab)
    #expect(world.shows(": complete-failed "))
  }

  @Test func `layers never pile up`() {
    let world = ScreenWorld()
    world.submit(count: 1)
    world.press(.enter, "?", .escape)
    for _ in 0..<5 {
      world.press("?")
      world.type("problems")
      world.press(.enter, "?")
      world.type("messages")
      world.press(.enter)
    }
    world.press(.escape, .escape, .escape)
    #expect(world.footer.contains("q 종료"))
  }
}

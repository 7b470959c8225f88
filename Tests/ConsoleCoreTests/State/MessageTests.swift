import ConsoleCore
import TicketCore
import Testing
import Worker

@Suite struct MessageTests {
  @Test func `a message stays until a key is pressed after it could be read`() {
    let world = ScreenWorld(.english)
    world.submit(count: 3)
    world.send(.message(.error, "broken"))
    world.press(.down)
    #expect(world.messageLine.contains("ERROR  broken"))
    world.wait(seconds: 60)
    #expect(world.messageLine.contains("broken"))
    world.press(.up)
    #expect(!world.messageLine.contains("broken"))
  }

  @Test func `Esc on the board puts it away at once`() {
    let world = ScreenWorld(.english)
    world.send(.message(.error, "broken"))
    world.press(.escape)
    #expect(!world.messageLine.contains("broken"))
  }

  @Test func `a message that another one drove off too early is counted until it is looked up`() {
    let world = ScreenWorld(.english)
    for text in ["one", "two", "three"] { world.send(.message(.error, text)) }
    #expect(world.messageLine.contains("three"))
    #expect(world.messageLine.hasSuffix("+2 more: @"))
    world.press("@")
    for text in ["one", "two", "three"] { #expect(world.shows("ERROR  \(text)")) }
    world.press(.escape)
    world.send(.message(.error, "four"))
    #expect(!world.messageLine.contains("more"))
  }

  @Test func `a routine message waits in the list`() {
    let world = ScreenWorld(.english)
    world.send(.message(.info, "took a ticket"))
    #expect(!world.messageLine.contains("took"))
    world.press("@")
    #expect(world.shows("took a ticket"))
  }

  @Test func `the last 200 are kept, and the newest is selected`() {
    let world = ScreenWorld(.english)
    for number in 0..<250 { world.send(.message(.error, "message \(number)")) }
    #expect(world.console.messages.all.map(\.text) == (50..<250).map { "message \($0)" })
    world.press("@")
    #expect(world.shows("200/200"))
    #expect(world.shows("message 249"))
    world.press("g")
    #expect(world.shows("message 50"))
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 40)])
  func `a message too long for its row takes another one, and the columns stand still`(_ size: (Int, Int)) {
    let world = ScreenWorld(.english, columns: size.0, rows: size.1)
    world.fill()
    let before = world.frame
    world.send(.message(.error, String(repeating: "long ", count: size.0 / 5 + 5) + "END"))
    let after = world.frame
    let end = size.1 - 3
    #expect(after.rowText(end).contains("ERROR  long long"))
    #expect(world.messageLine.hasPrefix("long "))
    #expect(world.messageLine.hasSuffix("END"))
    let panel = size.1 >= 22 ? 6 : 5
    for row in 1..<size.1 - 3 - panel { #expect(before.row(row) == after.row(row)) }
    #expect(after.rowText(end - 1).hasPrefix("└"))
    world.wait(seconds: 3)
    world.press(.escape)
    #expect(world.frame.rowText(end) == before.rowText(end))
  }

  @Test func `a list, too, gives a row to a long message, and keeps what is selected in sight`() {
    let world = ScreenWorld(.english, columns: 60, rows: 20)
    world.press("?")
    for _ in 0..<13 { world.press(.down) }
    world.send(.message(.error, String(repeating: "long ", count: 12) + "END"))
    #expect(world.messageLine.hasSuffix("END"))
    #expect(world.frame.rowText(16).hasPrefix("└"))
    #expect((1..<16).contains { world.frame.rowText($0).hasPrefix("│ > ") })
  }

  @Test func `a message too long for two rows can be read whole`() {
    let world = ScreenWorld(.english, columns: 60, rows: 24)
    world.send(.message(.error, String(repeating: "long ", count: 30) + "END"))
    #expect(world.messageLine.hasSuffix("~"))
    world.press("@")
    #expect(world.shows("END"))
  }

  @Test func `a log that cannot be read is told once, and when it can be again`() {
    let world = ScreenWorld(.english)
    for _ in 0..<3 { world.refresh(feed: .stale("no such file")) }
    world.refresh()
    #expect(world.console.messages.all.map(\.text) == ["Not live: no such file", "Live again."])
  }

  @Test func `what is wrong stands on the message line where the head has no room for it`() {
    let world = ScreenWorld(.english, columns: 60, rows: 24)
    world.refresh(feed: .stale("ticket_results.jsonl: permission denied"))
    world.press(.escape)
    #expect(world.messageLine == "STALE: ticket_results.jsonl: permission denied")
  }

  private static let locked = WorkerLockError(.locked(ScreenWorld().lock), context: "worker.lock")

  @Test func `a warning about the lock goes when the worker got it`() {
    let world = ScreenWorld(.english)
    world.send(.worker(.blocked(Self.locked), .blocked(Self.locked)))
    #expect(world.messageLine.contains("WARN   The worker lock is held by worker 4242"))
    world.send(.worker(.choosing, .acquired(tookOverFrom: nil)))
    #expect(world.messageLine.contains("The worker lock was acquired."))
    #expect(!world.messageLine.contains("more"))
  }

  @Test func `an error of the worker goes when it has written`() {
    let world = ScreenWorld(.english)
    let error = TicketServiceError(.diskFull, context: "ticket_results.jsonl")
    let ticket = WorkerTicket(id: .text("a"), type: .known(.reports))
    world.send(.worker(.retrying(ticket, after: error), .retrying(ticket, error)))
    #expect(world.messageLine.contains("No space left"))
    world.send(.worker(.choosing, .completed(ticket)))
    #expect(world.messageLine.contains("Ticket a is DONE."))
  }

  @Test func `a routine message leaves a warning about something else`() {
    let world = ScreenWorld(.english)
    world.send(.message(.warning, "broken"))
    world.send(.worker(.choosing, .acquired(tookOverFrom: nil)))
    #expect(world.messageLine.contains("broken"))
  }

  @Test func `what ended by itself is not counted as missed`() {
    let world = ScreenWorld(.english)
    world.refresh(feed: .stale("no such file"))
    world.refresh()
    #expect(world.messageLine.hasSuffix("Live again."))
  }

  @Test(arguments: [[], [.enter], ["!"], ["n"], ["?"], ["c"], ["n", "r"]] as [[Key]])
  func `how to look up what was missed is said only where that key works`(_ keys: [Key]) {
    let world = ScreenWorld(.english)
    world.submit(count: 1)
    for key in keys { world.press(key) }
    for text in ["one", "two", "three"] { world.send(.message(.error, text)) }
    let isSaid = world.messageLine.hasSuffix("+2 more: @")
    #expect(isSaid || world.messageLine.hasSuffix("+2 more"))
    world.press("@")
    #expect(world.shows("┌ Messages ") == isSaid)
  }
}

import ConsoleCore
import TicketCore
import Testing

/// What appends to a log by one key asks first, naming the ticket.
@Suite struct ConfirmationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let key: Key
    /// What the ticket is before.
    let status: TicketStatus
    let step: TicketStep

    var testDescription: String { key.label }
  }

  static let cases = [
    Case(key: "c", status: .open, step: .consume()),
    Case(key: "D", status: .inProgress, step: .complete(.done, message: "")),
    Case(key: "X", status: .inProgress, step: .complete(.failed, message: "")),
  ]

  private func world(_ item: Case) -> (ScreenWorld, Ticket.ID) {
    let world = ScreenWorld(.english)
    let id = world.submit(["mode": "FULL", "reason": "the reason"])
    if item.status == .inProgress { world.take(.consume(), id) }
    world.refresh()
    if item.status == .inProgress { world.press("2") }
    return (world, id)
  }

  @Test(arguments: cases)
  func `it asks, naming the ticket`(_ item: Case) {
    let (world, id) = world(item)
    world.press(item.key)
    #expect(world.takeEffects() == [])
    for row in [id.description, "\"the reason\"", "Enter confirms, Esc refuses"] {
      #expect(world.shows("│ \(row)") || world.shows(row))
    }
    #expect(world.footer == "Enter confirm  Esc refuse")
  }

  @Test(arguments: cases)
  func `Enter confirms`(_ item: Case) {
    let (world, id) = world(item)
    world.press(item.key, .enter)
    #expect(world.takeEffects() == [.take(item.step, of: id)])
    #expect(!world.shows("Enter confirms"))
  }

  @Test(arguments: cases)
  func `Esc refuses`(_ item: Case) {
    let (world, _) = world(item)
    let before = world.frame
    world.press(item.key, .escape)
    #expect(world.takeEffects() == [])
    #expect(world.frame == before)
  }

  @Test(arguments: cases, [Key.tab, .up, "x", "q", " ", .function(2), .pageDown])
  func `no other key confirms or refuses`(_ item: Case, _ key: Key) {
    let (world, _) = world(item)
    world.press(item.key, key)
    #expect(world.takeEffects() == [])
    #expect(world.shows("Enter confirms"))
  }

  @Test(arguments: cases)
  func `a ticket that moved on meanwhile is left alone, and that is said`(_ item: Case) {
    let (world, id) = world(item)
    world.press(item.key)
    if item.status == .open { world.take(.consume(), id) }
    world.take(.complete(.failed, message: "elsewhere"), id)
    world.refresh()
    #expect(world.shows("│ FAILED"))
    #expect(world.shows("No longer possible. Enter closes."))
    #expect(world.footer == "Enter close  Esc close")
    world.press(.enter)
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.contains("Nothing done: \(id) is already FAILED."))
  }

  @Test(arguments: cases)
  func `a ticket that vanished meanwhile is not looked for`(_ item: Case) {
    let (world, _) = world(item)
    world.press(item.key)
    world.strangeBoard = TicketsBoard()
    world.refresh()
    world.press(.enter)
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.contains("There is no ticket"))
  }

  @Test(arguments: cases)
  func `what the state machine forbids is not asked, and why is said`(_ item: Case) {
    let (world, id) = world(item)
    if item.status == .open { world.take(.consume(), id) }
    world.take(.complete(.done, message: ""), id)
    world.refresh()
    world.press(item.key)
    #expect(!world.shows("Enter confirms"))
    #expect(world.messageLine.contains("Only for a ticket that is \(item.status.rawValue), this one is DONE."))
  }

  @Test(arguments: ["c", "D", "X", "y", "Y", .enter] as [Key])
  func `without a ticket nothing is asked, and that is said`(_ key: Key) {
    let world = ScreenWorld(.english)
    world.refresh()
    world.press(key)
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.contains("Select a ticket first."))
  }

  @Test func `a completion carries the message that was typed, and letters in it are text`() {
    let (world, id) = world(Self.cases[1])
    world.press("D")
    world.type("cDXq 완료")
    world.press(.enter)
    #expect(world.takeEffects() == [.take(.complete(.done, message: "cDXq 완료"), of: id)])
  }

  @Test(arguments: cases)
  func `Enter alone changes no ticket, however often it comes`(_ item: Case) {
    let (world, _) = world(item)
    for _ in 0..<12 { world.press(.enter) }
    #expect(world.takeEffects().allSatisfy { if case .copy = $0 { true } else { false } })
    #expect(world.shows("> y "))
  }

  @Test(arguments: ["D", "X"] as [Key])
  func `a message that was typed is kept for its ticket until it is sent`(_ key: Key) {
    let (world, id) = world(Self.cases[1])
    world.press(key)
    world.type("checked by hand")
    world.press(.control("c"))
    #expect(world.shows("A message for a ticket was typed and not sent."))
    world.press(.escape, .escape, "q")
    #expect(world.shows("A message for a ticket was typed and not sent."))
    #expect(world.takeEffects() == [])
    world.press(.escape, "X", .enter)
    #expect(world.takeEffects() == [.take(.complete(.failed, message: "checked by hand"), of: id)])
    world.press("q")
    #expect(world.shows("text that may have been filed or not"))
    world.press(.escape)
    world.send(.stepped(id, .failure(TicketServiceError(.diskFull, context: "ticket_results.jsonl"))))
    world.press("X")
    #expect(world.shows("checked by hand"))
    world.press(.enter)
    world.send(.stepped(id, .success(StepReceipt(requestID: id, newStatus: .failed, resultID: id))))
    _ = world.takeEffects()
    world.press("q")
    #expect(world.takeEffects() == [.quit])
  }

  @Test func `a message that was erased is not held`() {
    let (world, _) = world(Self.cases[1])
    world.press("D", "x", .escape, "D", .backspace, .escape, "q")
    #expect(world.takeEffects() == [.quit])
  }

  @Test func `a kept message whose ticket others ended is said and let go`() {
    let (world, id) = world(Self.cases[1])
    world.press("D")
    world.type("checked by hand")
    world.press(.escape)
    world.take(.complete(.failed, message: "elsewhere"), id)
    world.refresh()
    #expect(world.console.messages.all.last?.text.hasSuffix("Not sent: \"checked by hand\"") == true)
    world.press("q")
    #expect(world.takeEffects() == [.quit])
  }

  @Test func `a question stays with its ticket whatever is selected meanwhile`() {
    let (world, id) = world(Self.cases[0])
    world.press("f", "c")
    world.submit(count: 3)
    #expect(world.selected != id)
    world.press(.enter)
    #expect(world.takeEffects() == [.take(.consume(), of: id)])
  }

  @Test func `the answer is shown`() {
    let (world, id) = world(Self.cases[0])
    let receipt = StepReceipt(requestID: id, newStatus: .inProgress, resultID: id)
    world.send(.stepped(id, .success(receipt)))
    #expect(world.messageLine.contains("IN_PROGRESS now: \(id)"))
    world.send(.stepped(id, .failure(TicketServiceError(.diskFull, context: "ticket_results.jsonl"))))
    #expect(world.messageLine.contains("No space left"))
  }

  @Test(arguments: [Key.enter, .escape])
  func `a message typed for a ticket that moved on can be looked up`(_ key: Key) {
    let (world, id) = world(Self.cases[1])
    world.press("D")
    world.type("checked by hand")
    world.take(.complete(.failed, message: "elsewhere"), id)
    world.refresh()
    world.press(key)
    #expect(world.takeEffects() == [])
    #expect(!world.shows("Enter closes"))
    #expect(world.messageLine.contains("Nothing done: \(id) is already FAILED."))
    #expect(world.console.messages.all.last?.text.hasSuffix("Not sent: \"checked by hand\"") == true)
  }
}

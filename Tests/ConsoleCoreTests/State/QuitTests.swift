import ConsoleCore
import TicketCore
import Testing
import Worker

@Suite struct QuitTests {
  /// Ways to where a key might be mistaken for one that quits.
  static let places: [[Key]] = [
    [], ["n"], ["n", "r"], [.enter], ["c"], ["2", "D"], ["!"], ["@"], ["?"], [":"], [.enter, "?"],
    ["n", "r", .control("p")],
  ]

  private func world(_ keys: [Key]) -> ScreenWorld {
    let world = ScreenWorld(.english)
    world.fill()
    for key in keys { world.press(key) }
    return world
  }

  @Test(arguments: places)
  func `Esc goes back and never quits`(_ keys: [Key]) {
    let world = world(keys)
    world.press(.escape, .escape, .escape, .escape)
    #expect(world.takeEffects() == [])
    #expect(world.footer.hasSuffix("q quit"))
  }

  @Test(arguments: places)
  func `q quits from the top level only`(_ keys: [Key]) {
    let world = world(keys)
    world.press("q")
    #expect(world.takeEffects() == (keys.isEmpty ? [.quit] : []))
  }

  @Test(arguments: places)
  func `Ctrl-C quits from anywhere`(_ keys: [Key]) {
    let world = world(keys)
    world.press(.control("c"))
    #expect(world.takeEffects() == [.quit])
  }

  @Test(arguments: [[], [.escape], [.escape, "n"], [.escape, .enter], [.control("p")]] as [[Key]])
  func `Ctrl-C asks once while a form or a draft holds text`(_ keys: [Key]) {
    let world = world(["n", "r", "x"] + keys)
    world.press(.control("c"))
    #expect(world.takeEffects() == [])
    #expect(world.shows("A form still holds text"))
    world.press(.control("c"))
    #expect(world.takeEffects() == [.quit])
  }

  /// A form and a step are being sent; the form's ticket.
  private func sending() throws -> (ScreenWorld, TicketSubmission, step: Ticket.ID) {
    let world = world(["c", .enter])
    world.press("n", "r")
    world.type("정산")
    world.press(.control("s"))
    let effects = world.takeEffects()
    guard case .take(_, let id) = effects.first, case .submit(let submission) = effects.last else { throw Missing() }
    return (world, submission, id)
  }

  private struct Missing: Error {}

  @Test(arguments: [[], [.escape]] as [[Key]])
  func `a form that is being sent is not called unsent`(_ keys: [Key]) throws {
    let (world, _, _) = try sending()
    for key in keys { world.press(key) }
    world.press(.control("c"))
    #expect(world.takeEffects() == [])
    #expect(world.shows("There still is text that may have been filed or not."))
  }

  @Test func `who quits while something is being written is told at last what became of it`() throws {
    let (world, submission, step) = try sending()
    world.press(.control("c"), .enter)
    #expect(world.takeEffects() == [.quit])
    #expect(world.console.awaitsAnswers)
    #expect(world.console.lastWords.map(\.isDone) == [false, false])
    #expect(
      world.console.lastWords.last?.sentence
        == "Nobody knows whether it was done: RECONCILE \"정산\". Look it up on the board before sending it again.")
    let receipt = try world.service.submit(submission)
    world.send(.submitted(.reconcile, .success(receipt)))
    world.send(.stepped(step, .failure(TicketServiceError(.diskFull, context: "ticket_results.jsonl"))))
    #expect(!world.console.awaitsAnswers)
    #expect(
      world.console.lastWords.map(\.sentence) == [
        "Filed \(receipt.requestID)",
        "Not done: IN_PROGRESS \(step). No space left to write ticket_results.jsonl.",
      ])
    #expect(world.console.lastWords.map(\.isDone) == [true, false])
  }

  @Test func `who quits when everything is answered is told nothing`() throws {
    let (world, submission, step) = try sending()
    world.send(.submitted(.reconcile, .success(try world.service.submit(submission))))
    world.send(.stepped(step, .failure(TicketServiceError(.diskFull, context: "ticket_results.jsonl"))))
    world.press("q")
    #expect(world.console.lastWords == [])
  }

  @Test func `q asks as well while a draft holds text`() {
    let world = world(["n", "r", "x", .escape, "q"])
    #expect(world.takeEffects() == [])
    world.press(.enter)
    #expect(world.takeEffects() == [.quit])
  }

  @Test func `who refuses finds everything as it was`() {
    let world = world(["n", "r", "x"])
    let before = world.frame
    world.press(.control("c"), .escape)
    #expect(world.frame == before)
    #expect(world.takeEffects() == [])
  }

  @Test func `a form without text is not asked about`() {
    let world = world(["n", "r", "x", .backspace, .escape, "q"])
    #expect(world.takeEffects() == [.quit])
  }

  @Test func `quitting waits for the ticket in hand, says so, and begins nothing new`() {
    let world = world([])
    let ticket = WorkerTicket(id: .text("a"), type: .known(.reports))
    world.send(.worker(.working(ticket, since: world.clock.now())))
    world.press("q")
    #expect(world.takeEffects() == [.quit])
    #expect(world.messageLine.contains("after the ticket in hand"))
    world.wait(seconds: 5)
    world.press("w", "n", "c", .enter, "q", .control("c"))
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.contains("after the ticket in hand"))
  }
}

import ConsoleCore
import TicketCore
import Testing

/// Keys that were meant for something that is not on the screen any more.
@Suite struct StrayKeyTests {
  private static let refused = TicketServiceError(.diskFull, context: "ticket_requests.jsonl")

  /// A form that is being sent since a second; the tickets of its board.
  private func sending() throws -> (world: ScreenWorld, submission: TicketSubmission, ids: [Ticket.ID]) {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 3)
    world.press("n", "r")
    world.type("정산")
    world.press(.control("s"))
    guard case .submit(let submission) = world.takeEffects().last else { throw Missing() }
    world.moment += .seconds(1)
    return (world, submission, ids)
  }

  private struct Missing: Error {}

  /// The form's ticket is filed; the board shows it.
  private func file(_ submission: TicketSubmission, _ world: ScreenWorld) throws -> Ticket.ID {
    let receipt = try world.service.submit(submission)
    world.refresh()
    world.send(.submitted(.reconcile, .success(receipt)))
    return receipt.requestID
  }

  private func keys(_ keys: [Key], every pause: Duration, _ world: ScreenWorld) {
    for key in keys {
      world.moment += pause
      world.send(.key(key))
    }
  }

  @Test func `keys that are typed on at a form whose answer comes late are no commands, and are counted`() throws {
    let (world, submission, _) = try sending()
    keys(["n", "r", "ㅈ"], every: .milliseconds(150), world)
    #expect(world.shows("Sending ... (3 keys dropped)"))
    let filed = try file(submission, world)
    keys(["w", "q", .enter, "c", .enter, .paste("x")], every: .milliseconds(490), world)
    #expect(world.takeEffects() == [])
    #expect(world.selected == filed)
    #expect(world.footer.hasSuffix("q quit"))
    #expect(world.messageLine.contains("Filed \(filed) (9 keys typed meanwhile dropped)"))
    #expect(world.console.messages.all.filter { $0.text.contains("dropped") }.count == 1)
    keys(["w"], every: .milliseconds(500), world)
    #expect(world.takeEffects() == [.startWorker])
  }

  @Test func `a key that comes together with the answer is dropped, though none came before`() throws {
    let (world, submission, _) = try sending()
    _ = try file(submission, world)
    world.send(.key("w"))
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.contains("(1 key typed meanwhile dropped)"))
  }

  @Test func `a form that goes at once goes by its key: what is typed ahead is meant for the board`() throws {
    let world = ScreenWorld(.english)
    world.press("n", "r")
    world.type("정산")
    world.press(.control("s"))
    guard case .submit(let submission) = world.takeEffects().last else { throw Missing() }
    world.moment += .milliseconds(20)
    _ = try file(submission, world)
    keys(["w"], every: .milliseconds(60), world)
    #expect(world.takeEffects() == [.startWorker])
  }

  @Test func `after a failure nothing of what is typed on gets into the form unseen`() throws {
    let (world, _, _) = try sending()
    keys(["x"], every: .milliseconds(10), world)
    world.send(.submitted(.reconcile, .failure(Self.refused)))
    keys(["y", "z"], every: .milliseconds(200), world)
    #expect(!world.shows("정산y"))
    #expect(world.messageLine.contains("(3 keys typed meanwhile dropped)"))
    keys(["!"], every: .milliseconds(500), world)
    #expect(world.shows("정산! "))
  }

  @Test func `a failure at once is the key's: what is typed then is text`() throws {
    let world = ScreenWorld(.english)
    world.press("n", "r")
    world.type("정산")
    world.press(.control("s"))
    world.moment += .milliseconds(6)
    world.send(.submitted(.reconcile, .failure(Self.refused)))
    keys(["!"], every: .milliseconds(100), world)
    #expect(world.shows("정산! "))
  }

  @Test func `Esc leaves a form whose failure came late, and what comes behind it is no command`() throws {
    let (world, _, _) = try sending()
    world.send(.submitted(.reconcile, .failure(Self.refused)))
    keys([.escape, "w"], every: .milliseconds(200), world)
    #expect(world.takeEffects() == [])
    #expect(world.footer.hasSuffix("q quit"))
  }

  @Test func `Ctrl-C is heard whatever was typed`() throws {
    let (world, submission, _) = try sending()
    _ = try file(submission, world)
    world.send(.key(.control("c")))
    #expect(world.takeEffects() == [.quit])
  }

  @Test func `what lies over a form stays when the form goes, and keeps the keys`() throws {
    let (world, submission, _) = try sending()
    world.press(.function(1))
    let filed = try file(submission, world)
    world.send(.key("w"))
    world.type("orker")
    #expect(world.takeEffects() == [])
    #expect(world.shows("┌ Help "))
    world.press(.escape)
    #expect(world.footer.hasSuffix("q quit"))
    #expect(world.selected == filed)
  }

  @Test func `a question whether to quit says what is left when its form was filed`() throws {
    let (world, submission, _) = try sending()
    world.press(.control("c"))
    #expect(world.shows("There still is text that may have been filed or not."))
    _ = try file(submission, world)
    #expect(world.shows("Nothing is left that was not sent."))
  }

  /// Where tmux and ssh hold Esc back, it comes together with the next key.
  @Test(arguments: [[.enter], ["!"], ["n"], ["@"]] as [[Key]])
  func `Alt and a key that mean nothing are Esc and the key`(_ place: [Key]) {
    let (one, other) = (ScreenWorld(.english), ScreenWorld(.english))
    for world in [one, other] {
      world.fill()
      for key in place { world.press(key) }
    }
    one.press(.alt("/"), "ㅈ", "ㅅ")
    other.press(.escape, "/", "ㅈ", "ㅅ")
    #expect(one.shows("/ ㅈㅅ"))
    #expect(one.frame == other.frame)
  }

  @Test(
    arguments: [["n", "r"], ["n", "r", .backTab], ["/"], [":"], ["?"]] as [[Key]], ["w", "q", "c", "/"] as [Character])
  func `where letters are text Alt is nothing else`(_ place: [Key], _ character: Character) {
    let world = ScreenWorld(.english)
    world.fill()
    for key in place { world.press(key) }
    let before = world.frame
    world.press(.alt(character))
    #expect(world.takeEffects() == [] && world.frame == before)
  }

  @Test func `in a text field Alt moves as it does in readline`() {
    let world = ScreenWorld(.english)
    world.press("n", "r")
    world.type("one two")
    world.press(.alt("b"), "x")
    #expect(world.shows("one xtwo"))
    world.press(.wordLeft, "y")
    #expect(world.shows("one yxtwo"))
  }

  @Test func `Ctrl and an arrow are no Esc`() {
    let world = ScreenWorld(.english)
    world.fill()
    world.press("!")
    world.press(.wordRight)
    #expect(world.shows("┌ Problems "))
  }
}

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

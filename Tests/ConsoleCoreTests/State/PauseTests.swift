import ConsoleCore
import TicketCore
import Testing

@Suite struct PauseTests {
  @Test func `a paused board stands still while the head counts what is new`() {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 5)
    world.press("p")
    let before = (world.column(.open), world.column(.done))
    #expect(world.head.contains("PAUSED +0 new"))
    world.submit(count: 2)
    world.finish(ids[0])
    #expect(world.column(.open) == before.0)
    #expect(world.column(.done) == before.1)
    #expect(world.head.contains("PAUSED +4 new"))
  }

  @Test(arguments: [Key.character("p"), .function(7)])
  func `the key goes on with all that happened`(_ key: Key) {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 5)
    world.press(key)
    world.finish(ids[4])
    world.press(key)
    #expect(world.head.contains("LIVE"))
    world.press("3")
    #expect(world.selected == ids[4])
  }

  @Test func `a paused board still says that a log cannot be read`() {
    let world = ScreenWorld(.english)
    world.submit(count: 1)
    world.press("p")
    world.refresh(feed: .stale("No such file"))
    #expect(world.head.contains("PAUSED +0 new, STALE: No such file"))
  }

  @Test func `logs that are read anew end the pause`() {
    let world = ScreenWorld(.english)
    world.submit(count: 1)
    world.press("p")
    world.send(.reloaded("the file was replaced"))
    #expect(!world.head.contains("PAUSED"))
    #expect(world.messageLine.contains("the file was replaced"))
  }

  @Test func `a ticket that was ended during the pause is not called stuck`() {
    let world = ScreenWorld(.english)
    let id = world.submit(["mode": "FULL", "reason": "x"])
    world.take(.consume(by: "worker_4242"), id)
    world.refresh(lock: world.lock)
    world.press("p")
    world.take(.complete(.done, message: "", by: "worker_4242"), id)
    world.refresh()
    #expect(!world.shows("stuck"))
  }

  @Test func `what is done to a ticket goes by what it is now`() {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 1)
    world.press("p")
    world.finish(ids[0])
    world.press("c")
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.contains("this one is DONE"))
  }
}

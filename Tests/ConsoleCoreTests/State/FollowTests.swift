import ConsoleCore
import TicketCore
import Testing

@Suite struct FollowTests {
  @Test func `following, the selection stays at the newest ticket`() {
    let world = ScreenWorld()
    world.submit(count: 3)
    world.press("f")
    let newest = world.submit(count: 40).last
    #expect(world.selected == newest)
    #expect(world.head.contains("따라가기"))
  }

  @Test func `moving away ends it, and f takes it up again`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    world.press("f", .up)
    #expect(!world.head.contains("따라가기"))
    let newest = world.submit(count: 1).last
    #expect(world.selected == ids[1])
    world.press("f")
    #expect(world.selected == newest)
  }

  @Test func `a key that leads nowhere else does not end it`() {
    let world = ScreenWorld()
    world.submit(count: 3)
    world.press("f", .down, "G")
    let newest = world.submit(count: 1).last
    #expect(world.selected == newest)
  }

  @Test func `each column is followed to its own newest`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 4)
    world.press("f", "3")
    for id in ids[0..<2] { world.finish(id) }
    #expect(world.selected == ids[1])
  }

  @Test(arguments: [Key.character("f"), .function(6)])
  func `the key turns it off again`(_ key: Key) {
    let world = ScreenWorld()
    world.submit(count: 3)
    world.press(key, key)
    let before = world.selected
    world.submit(count: 1)
    #expect(world.selected == before)
  }
}

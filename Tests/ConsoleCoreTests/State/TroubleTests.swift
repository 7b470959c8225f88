import ConsoleCore
import TicketCore
import Testing

/// One key leads from ticket to ticket that asks for somebody.
@Suite struct TroubleTests {
  @Test func `the stuck ones come first, then the failed ones, newest first, and round again`() {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 7)
    for id in ids[0..<2] { world.take(.consume(by: "worker_17"), id) }
    world.take(.consume(), ids[2])
    for id in ids[3..<5] { world.finish(id, .failed) }
    world.finish(ids[5])
    var seen: [Ticket.ID?] = []
    for _ in 0..<5 {
      world.press(".")
      seen.append(world.selected)
    }
    #expect(seen == [ids[1], ids[0], ids[4], ids[3], ids[1]])
    #expect(world.shows("> IN_PROGRESS"))
  }

  @Test func `where there is none, that is said, and the selection stays`() {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 2)
    world.press(.down, ".")
    #expect(world.selected == ids[1])
    #expect(world.messageLine.hasSuffix("No ticket is stuck or failed."))
  }

  @Test func `on a board that stands still it stays with what is shown`() {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 2)
    world.press("p")
    world.finish(ids[1], .failed)
    world.press(".")
    #expect(world.selected == ids[0])
    world.press("p", ".")
    #expect(world.selected == ids[1])
  }
}

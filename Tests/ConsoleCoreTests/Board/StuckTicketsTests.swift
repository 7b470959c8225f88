import TicketCore
import Testing

@testable import ConsoleCore

@Suite struct StuckTicketsTests {
  private let world = ScreenWorld()
  private var stuck = StuckTickets()

  private mutating func follow(lock: LockHolder? = nil) {
    stuck.follow(world.world.board, lock: .here(lock), now: world.clock.now())
  }

  @Test mutating func `a step of one ticket costs the judgement of that ticket alone`() {
    let ids = world.submit(count: 50)
    for id in ids { world.take(.consume(by: "worker_17"), id) }
    follow()
    #expect(stuck.count == 50)
    let before = stuck.judgements
    world.take(.complete(.done, message: "", by: "manual"), ids[7])
    follow()
    #expect(stuck.count == 49 && !stuck.ordinals.contains(7))
    #expect(stuck.judgements == before + 1)
    follow()
    #expect(stuck.judgements == before + 1)
  }

  @Test mutating func `another lock, later or earlier times, and another board are followed`() {
    let ids = world.submit(count: 3)
    world.take(.consume(by: "worker_17"), ids[0])
    world.take(.consume(), ids[1])
    let holder = world.lock(pid: 17)
    follow(lock: holder)
    #expect(stuck.count == 0)
    world.clock.advance(seconds: 500)
    world.take(.consume(), ids[2])
    follow(lock: holder)
    world.clock.advance(seconds: 101)
    follow(lock: holder)
    #expect(stuck.count == 2 && !stuck.ordinals.contains(2))
    world.clock.advance(seconds: -200)
    follow(lock: holder)
    #expect(stuck.count == 0)
    follow()
    #expect(stuck.count == 1)
    world.clock.advance(seconds: 1_000)
    follow()
    #expect(stuck.count == 3)
    stuck.follow(TicketsBoard(), lock: .here(nil), now: world.clock.now())
    #expect(stuck.count == 0)
  }
}

import TicketCore
import Testing

@testable import ConsoleCore

@Suite struct StuckReasonTests {
  private struct Case: CustomTestStringConvertible {
    let processor: String
    let lock: Int?
    var isAlive = true
    let seconds: Int
    let reason: StuckReason?

    var testDescription: String { "\(processor), lock \(lock ?? 0), \(seconds) s" }
  }

  @Test(arguments: [
    Case(processor: "worker_17", lock: 17, seconds: 0, reason: nil),
    Case(processor: "worker_17", lock: nil, seconds: 0, reason: .workerGone(processor: "worker_17")),
    Case(processor: "worker_17", lock: 18, seconds: 0, reason: .workerGone(processor: "worker_17")),
    Case(processor: "worker_17", lock: 17, seconds: 600, reason: nil),
    Case(processor: "worker_17", lock: 17, seconds: 601, reason: .tooLong),
    Case(processor: "worker_17", lock: 17, isAlive: false, seconds: 0, reason: .workerDead(processor: "worker_17")),
    Case(processor: "worker_17", lock: 18, isAlive: false, seconds: 0, reason: .workerGone(processor: "worker_17")),
    Case(processor: "manual", lock: 17, isAlive: false, seconds: 600, reason: nil),
    Case(processor: "manual", lock: nil, seconds: 600, reason: nil),
    Case(processor: "manual", lock: 17, seconds: 601, reason: .tooLong),
    Case(processor: "worker_", lock: nil, seconds: 0, reason: nil),
    Case(processor: "worker_x", lock: nil, seconds: 0, reason: nil),
  ])
  private func `a ticket in progress is stuck without its worker or the worker's lock, or after ten minutes`(
    _ item: Case
  ) {
    let world = ScreenWorld()
    let id = world.submit(["mode": "FULL", "reason": "x"])
    world.take(.consume(by: item.processor), id)
    world.clock.advance(seconds: item.seconds)
    let now = world.clock.now()
    let holder = item.lock.map { LockHolder(pid: $0, acquiredAt: now, isAlive: item.isAlive, content: "") }
    #expect(world.world.board.ticket(id).flatMap { StuckReason($0, lock: .here(holder), now: now) } == item.reason)
  }

  @Test func `nobody is said to lack a lock that cannot be read`() {
    let world = ScreenWorld()
    let id = world.submit(["mode": "FULL", "reason": "x"])
    world.take(.consume(by: "worker_17"), id)
    let now = world.clock.now()
    let holder = LockHolder(pid: nil, acquiredAt: now, isAlive: false, content: "")
    #expect(world.world.board.ticket(id).flatMap { StuckReason($0, lock: .here(holder), now: now) } == nil)
  }

  @Test func `only what is in progress is stuck`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 2)
    world.finish(ids[0])
    world.clock.advance(seconds: 10_000)
    for id in ids {
      #expect(world.world.board.ticket(id).flatMap { StuckReason($0, lock: .here(nil), now: world.clock.now()) } == nil)
    }
  }

  @Test func `time alone makes a ticket stuck, and the head counts it`() {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 2)
    for id in ids { world.take(.consume(), id) }
    world.refresh()
    world.wait(seconds: 600)
    #expect(!world.head.contains("stuck"))
    world.wait(seconds: 1)
    #expect(world.head.contains("stuck 2"))
    #expect(world.shows("! RECONCILE FULL"))
  }

  @Test func `of a server's tickets only time tells, for other machines' locks are not seen`() {
    let world = ScreenWorld(.english, isOverAPI: true)
    let ids = world.submit(count: 2)
    world.take(.consume(by: "worker_4242"), ids[0])
    world.refresh()
    #expect(!world.head.contains("stuck"))
    world.press("1")
    #expect(world.selected == ids[1])
    #expect(world.shows("next in line") && !world.shows("no worker runs"))
    world.wait(seconds: 601)
    #expect(world.head.contains("stuck 1"))
    world.press("2", .enter)
    #expect(world.shows("stuck: in progress for over 10 minutes"))
  }
}

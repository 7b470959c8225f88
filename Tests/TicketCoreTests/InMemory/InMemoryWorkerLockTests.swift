import Testing
import TicketContract
import TicketCore

/// contract: Ticket Worker V1, 3.2; spec: lock.md
struct InMemoryWorkerLockTests {
  private let clock = SettableClock()

  @Test func oneHolderAtATimeAndReleaseFreesIt() throws {
    let lock = InMemoryWorkerLock(clock: clock, pid: 7)
    let lease = try lock.acquire()
    #expect(lease.holds() && lease.tookOverFrom == nil)
    let holder = try #require(lock.holder())
    #expect(holder.pid == 7)
    #expect(try #require(throws: WorkerLockError.self) { try lock.acquire() }.code == .locked(holder))
    lease.release()
    #expect(lock.holder() == nil && !lease.holds())
    _ = try lock.acquire()
  }

  @Test(arguments: [(599, false), (600, true), (601, true), (-100_000, false)])
  func aLockIsTakenOverFromTenMinutesOn(_ age: Int64, _ isTaken: Bool) throws {
    let lock = InMemoryWorkerLock(clock: clock, pid: 7)
    let old = try lock.acquire()
    clock.advance(seconds: age)
    guard isTaken else {
      #expect(throws: WorkerLockError.self) { try lock.acquire() }
      return #expect(old.holds())
    }
    let new = try lock.acquire()
    #expect(new.tookOverFrom?.acquiredAt == SettableClock.start)
    #expect(new.holds() && !old.holds())
  }

  @Test func renewingKeepsALockFresh() throws {
    let lock = InMemoryWorkerLock(clock: clock, pid: 7)
    let lease = try lock.acquire()
    for _ in 0..<20 {
      clock.advance(seconds: 60)
      try lease.renew()
    }
    #expect(lease.holds() && lock.holder()?.age(at: clock.now()) == 0)
  }

  @Test func aLostLockIsNeitherRenewedNorReleased() throws {
    let lock = InMemoryWorkerLock(clock: clock, pid: 7)
    let lease = try lock.acquire()
    let other = LockHolder(pid: 8, acquiredAt: clock.now(), isAlive: true, content: "")
    lock.overwrite(other)
    #expect(!lease.holds())
    #expect(try #require(throws: WorkerLockError.self) { try lease.renew() }.code == .lost)
    lease.release()
    #expect(lock.holder() == other)
  }
}

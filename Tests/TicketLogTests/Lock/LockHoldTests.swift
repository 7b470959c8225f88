import Glibc
import Testing
import TicketCore
import TicketLog

@Suite("Holding and releasing worker.lock (spec: lock.md, Hold, Fence, Release, Crash)")
struct LockHoldTests {
  let scratch = LockFolder()

  @Test func aRenewalKeepsTheLockFresh() throws {
    let lease = try scratch.lock().acquire()
    scratch.clock.pass(seconds: 60)
    try lease.renew()
    #expect(lease.holds())
    #expect(scratch.content() == #"{"pid": \#(getpid()), "acquired_at": "2026-01-03T15:31:00.123456+09:00"}"#)
    #expect(scratch.names == ["worker.lock"])
    scratch.clock.pass(seconds: 599)
    expectLocked(scratch.lock())
  }

  @Test func aForeignOverwriteIsALostLockThatIsNeverRewritten() throws {
    let foreign = scratch.content(pid: 1, age: 0)
    let lease = try scratch.lock().acquire()
    scratch.put(foreign)
    #expect(!lease.holds())
    #expect(throws: WorkerLockError(.lost, context: scratch.folder.lockPath)) { try lease.renew() }
    lease.release()
    #expect(scratch.content() == foreign)
    #expect(scratch.names == ["worker.lock"])
  }

  @Test func aLockThatSomebodyRemovedIsLostAndNotMadeAgain() throws {
    let lease = try scratch.lock().acquire()
    unlink(scratch.folder.lockPath)
    #expect(!lease.holds())
    #expect(throws: WorkerLockError(.lost, context: scratch.folder.lockPath)) { try lease.renew() }
    #expect(scratch.names == [])
  }

  @Test func aLostLockStaysLostEvenIfItsBytesComeBack() throws {
    let lease = try scratch.lock().acquire()
    let mine = try #require(scratch.content())
    scratch.put("foreign")
    #expect(throws: WorkerLockError.self) { try lease.renew() }
    scratch.put(mine)
    #expect(!lease.holds())
  }

  @Test func theSamePidIsNotTheSameLock() throws {
    let lease = try scratch.lock().acquire()
    scratch.put(scratch.content(pid: Int(getpid()), age: 1))
    #expect(!lease.holds())
    lease.release()
    #expect(scratch.names == ["worker.lock"])
  }

  @Test func aTakenOverHolderIsFencedOutAndLeavesTheNewLockAlone() throws {
    let zombie = try scratch.lock().acquire()
    scratch.clock.pass(seconds: 660)
    let successor = try scratch.lock().acquire()
    #expect(successor.tookOverFrom?.pid == Int(getpid()))
    #expect(!zombie.holds())
    #expect(throws: WorkerLockError(.lost, context: scratch.folder.lockPath)) { try zombie.renew() }
    zombie.release()
    #expect(successor.holds())
  }

  @Test func anOldLockThatNobodyTookIsStillOurs() throws {
    let lease = try scratch.lock().acquire()
    scratch.clock.pass(seconds: 100_000)
    #expect(lease.holds())
    try lease.renew()
    expectLocked(scratch.lock())
  }

  @Test func aReleaseRemovesTheLockOnce() throws {
    let lease = try scratch.lock().acquire()
    lease.release()
    #expect(scratch.names == [])
    #expect(!lease.holds())
    let next = try scratch.lock().acquire()
    lease.release()
    #expect(next.holds())
  }

  @Test func aReleaseThatCannotHaveTheGuardLeavesTheLockToGrowStale() throws {
    let lease = try scratch.lock(patience: .milliseconds(20)).acquire()
    let other = StateGuard(folder: scratch.folder)
    #expect(try other.withGuard { () throws(WorkerLockError) in lease.release() } == false)
    #expect(scratch.names == ["worker.lock"])
    #expect(lease.holds())
    #expect(lease.release())
    #expect(scratch.names == [])
  }

  @Test func aLockOfAnotherIsLeftWithoutTheGuard() throws {
    let lease = try scratch.lock(patience: .milliseconds(20)).acquire()
    scratch.put(scratch.content(age: 0))
    let other = StateGuard(folder: scratch.folder)
    #expect(try other.withGuard { () throws(WorkerLockError) in lease.release() })
    #expect(scratch.names == ["worker.lock"])
  }

  @Test func aLockThatCannotBeLookedAtIsNotSaidToBeReleased() throws {
    let lease = try scratch.lock().acquire()
    let moved = scratch.folder.path + ".moved"
    rename(scratch.folder.path, moved)
    #expect(!lease.release())
    rename(moved, scratch.folder.path)
    #expect(lease.release())
    #expect(scratch.names == [])
  }

  @Test func aLockThatCannotBeReadStopsTheWritingAndIsNotSaidToBeLost() throws {
    let lease = try scratch.lock().acquire()
    let (path, moved) = (scratch.folder.path, scratch.folder.path + ".moved")
    rename(path, moved)
    close(open(path, O_CREAT | O_WRONLY, 0o644))
    #expect(throws: TicketServiceError(.unreadable, context: scratch.folder.lockPath, errno: ENOTDIR)) {
      try lease.check()
    }
    unlink(path)
    rename(moved, path)
    try lease.check()
  }

  @Test func theFenceIsAskedWithTheGuardHeld() throws {
    let lease = try scratch.lock().acquire()
    let holds = try StateGuard(folder: scratch.folder).withGuard { () throws(WorkerLockError) in lease.holds() }
    #expect(holds)
  }

  @Test func aForkedChildNeitherHoldsNorReleases() throws {
    let lease = try scratch.lock().acquire()
    var terminal: CInt = -1
    let child = forkpty(&terminal, nil, nil, nil)
    if child == 0 {
      lease.release()
      _exit(lease.holds() ? 1 : 0)
    }
    #expect(child > 0)
    var status: CInt = -1
    waitpid(child, &status, 0)
    close(terminal)
    #expect(status == 0)
    #expect(lease.holds())
  }

  @Test func anOperatorMayTakeOverFromADeadHolder() throws {
    scratch.put(scratch.content(age: 10))
    let holder = try #require(scratch.lock().holder())
    let lease = try scratch.lock().takingOver(holder).acquire()
    #expect(lease.tookOverFrom == holder)
    #expect(lease.holds())
  }

  @Test func nobodyMayTakeOverFromALivingHolder() throws {
    scratch.put(scratch.content(pid: Int(getpid()), age: 10))
    let holder = try #require(scratch.lock().holder())
    expectLocked(scratch.lock().takingOver(holder), by: Int(getpid()), isAlive: true)
  }

  @Test func aTakeOverIsOfTheHolderThatWasShownAndOfNoOther() throws {
    scratch.put(scratch.content(age: 10))
    let holder = try #require(scratch.lock().holder())
    scratch.put(scratch.content(age: 5))
    expectLocked(scratch.lock().takingOver(holder), by: LockFolder.deadPID, isAlive: false)
  }
}

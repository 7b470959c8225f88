import Glibc
import Testing
import TicketCore
import TicketLog

@Suite("Acquiring worker.lock (spec: lock.md, Acquire)")
struct LockAcquireTests {
  let scratch = LockFolder()

  @Test func writesExactlyTheContractsFormat() throws {
    _ = try scratch.lock().acquire()
    #expect(
      scratch.content() == #"{"pid": \#(getpid()), "acquired_at": "2026-01-03T15:30:00.123456+09:00"}"#)
    #expect(scratch.names == ["worker.lock"])
  }

  @Test func isHeldByOneAtATime() throws {
    let lease = try scratch.lock().acquire()
    expectLocked(scratch.lock(), by: Int(getpid()), isAlive: true)
    #expect(scratch.names == ["worker.lock"])
    lease.release()
    #expect(try scratch.lock().acquire().tookOverFrom == nil)
  }

  @Test(arguments: ["+09:00", "", "Z", "-05:30", "+00:00"], [599, 600, 601])
  func isStaleFromTenMinutesOnWhateverTheOffset(offset: String, age: Int) throws {
    let at = Timestamp(microseconds: LockFolder.start.microseconds - Int64(age) * 1_000_000)
    let zone = try #require(offset.isEmpty ? UTCOffset.korea : UTCOffset(offset))
    let old = #"{"pid": 12, "acquired_at": "\#(at.at(zone).text.dropLast(6))\#(offset)"}"#
    scratch.put(old)
    if age < 600 {
      expectLocked(scratch.lock())
      #expect(scratch.content() == old)
    } else {
      let lease = try scratch.lock().acquire()
      #expect(lease.tookOverFrom?.content == old)
      #expect(lease.tookOverFrom?.age(at: LockFolder.start) == age)
      #expect(lease.holds())
    }
    #expect(scratch.names == ["worker.lock"])
  }

  @Test func isNotStaleAMicrosecondBeforeTenMinutes() {
    let at = Timestamp(microseconds: LockFolder.start.microseconds - 599_999_999).at(.korea)
    scratch.put(#"{"pid": 12, "acquired_at": "\#(at.text)"}"#)
    expectLocked(scratch.lock())
  }

  @Test(arguments: [1, 3600, 86_400 * 365]) func aTimeInTheFutureIsLocked(seconds: Int) {
    scratch.put(scratch.content(age: -seconds), age: 7200)
    expectLocked(scratch.lock(), by: LockFolder.deadPID, isAlive: false)
  }

  @Test func aDeadHolderKeepsItsLockUntilItIsStale() {
    scratch.put(scratch.content(age: 10))
    expectLocked(scratch.lock(), by: LockFolder.deadPID, isAlive: false)
  }

  @Test(
    arguments: [
      "", "{", "null", "[]", #"{"pid": 7}"#, #"{"pid": 7, "acquired_at": "yesterday"}"#,
      #"{"acquired_at": 1767421800}"#,
      #"{"pid": 1, "pid": 2, "acquired_at": "2026-01-03T15:29:00+09:00"}"#, String(repeating: "x", count: 100_000),
    ], [599, 600])
  func unreadableContentIsAsOldAsTheFile(content: String, age: Int) throws {
    scratch.put(content, age: age)
    if age < 600 {
      expectLocked(scratch.lock())
    } else {
      #expect(try scratch.lock().acquire().tookOverFrom?.age(at: LockFolder.start) == 600)
    }
  }

  @Test func aSymlinkIsAnErrorAndNeverFollowed() {
    scratch.put("precious", in: "target", age: 7200)
    symlink("target", scratch.folder.lockPath)
    #expect(refusal(of: scratch.lock()) == .notAFile)
    #expect(scratch.content("target") == "precious")
    let holder = scratch.lock().holder()
    #expect(holder != nil && holder?.pid == nil && holder?.content == "", "not followed, and not free")
    #expect(scratch.names == ["target", "worker.lock"])
  }

  @Test func aSymlinkToNowhereIsAnErrorToo() {
    symlink("nowhere", scratch.folder.lockPath)
    #expect(refusal(of: scratch.lock()) == .notAFile)
    #expect(scratch.names == ["worker.lock"])
  }

  @Test func aDirectoryOrAPipeIsAnError() {
    mkdir(scratch.folder.lockPath, 0o755)
    #expect(refusal(of: scratch.lock()) == .notAFile)
    rmdir(scratch.folder.lockPath)
    mkfifo(scratch.folder.lockPath, 0o644)
    #expect(refusal(of: scratch.lock()) == .notAFile)
    #expect(scratch.lock().holder() != nil)
  }

  @Test(arguments: ["/proc", "/nonexistent/state"]) func aFolderThatCannotBeWrittenIsUnusable(path: String) {
    let lock = WorkerLockFile(guard: StateGuard(folder: StateFolder(path: path)), clock: scratch.clock)
    #expect(refusal(of: lock) == .unusable)
  }

  @Test func aGuardThatAnotherHoldsIsBusyAndLeavesNothingBehind() throws {
    let other = StateGuard(folder: scratch.folder)
    try other.withGuard { () throws(WorkerLockError) in
      #expect(refusal(of: scratch.lock(patience: .milliseconds(20))) == .busy)
    }
    #expect(scratch.names == [])
  }

  @Test func theHolderIsReadWithoutTheGuard() throws {
    #expect(scratch.lock().holder() == nil)
    scratch.put(scratch.content(pid: Int(getpid()), age: 12))
    let other = StateGuard(folder: scratch.folder)
    try other.withGuard { () throws(WorkerLockError) in
      let holder = scratch.lock(patience: .zero).holder()
      #expect(holder?.pid == Int(getpid()))
      #expect(holder?.isAlive == true)
      #expect(holder?.age(at: LockFolder.start) == 12)
    }
  }

  @Test func sweepsPreparedLocksThatAreOlderThanAnHourAndNothingElse() throws {
    let dead = LockFolder.deadPID
    for maker in [dead, Int(getpid()), 1] { scratch.put("", in: "worker.lock.\(maker).3f.tmp", age: 3601) }
    let kept = [
      "worker.lock.\(dead).40.tmp": 3500, "worker.lock.\(dead).note.tmp": 7200, "worker.lock.bak": 7200,
    ]
    for (name, age) in kept { scratch.put("", in: name, age: age) }
    _ = try scratch.lock().acquire()
    #expect(scratch.names == (["worker.lock"] + kept.keys).sorted())
  }

  @Test func preparesAnotherWhereOneWithAClockHoursAheadSweptIt() throws {
    scratch.put(scratch.content(age: 700))
    let sweeper = SweepingClock(scratch)
    let lock = WorkerLockFile(guard: StateGuard(folder: scratch.folder), clock: sweeper)
    let lease = try lock.acquire()
    #expect(lease.holds())
    #expect(sweeper.hasSwept)
    #expect(scratch.names == ["worker.lock"])
  }
}

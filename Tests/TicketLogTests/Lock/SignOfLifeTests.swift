import Glibc
import Testing
import TicketCore

@testable import TicketLog

@Suite("Whoever holds worker.lock is seen to live, whatever its pid means here (spec: lock.md, Crash)")
struct SignOfLifeTests {
  let scratch = LockFolder()

  @Test func aHolderWhosePidMeansNothingHereIsAliveUntilItIsGone() throws {
    var lease: (any WorkerLease)? = try scratch.lock().acquire()
    for _ in 0..<2 {
      scratch.put(scratch.content(age: 10))
      let holder = try #require(scratch.lock().holder())
      #expect(holder.pid == LockFolder.deadPID && holder.isAlive)
      expectLocked(scratch.lock().takingOver(holder), by: LockFolder.deadPID, isAlive: true)
      // As another of the same inode: a lock that was renewed is looked at in the same way.
      lease = nil
      #expect(scratch.lock().holder()?.isAlive == false)
      unlink(scratch.folder.lockPath)
      lease = try scratch.lock().acquire()
      try lease?.renew()
    }
  }

  @Test func aStaleLockIsTakenFromWhoeverLives() throws {
    let lease = try scratch.lock().acquire()
    scratch.clock.pass(seconds: 600)
    let next = try scratch.lock().acquire()
    #expect(next.tookOverFrom?.isAlive == true)
    #expect(next.holds() && !lease.holds())
  }

  @Test func oneDescriptorIsHeldAndNoneAfterTheRelease() throws {
    let lease = try scratch.lock().acquire()
    for _ in 0..<5 {
      scratch.clock.pass(seconds: 60)
      try lease.renew()
    }
    #expect(openFiles == [scratch.folder.lockPath: FD_CLOEXEC])
    lease.release()
    #expect(openFiles == [:])
  }

  /// Of the lock, with their flags.
  private var openFiles: [String: CInt] {
    var found: [String: CInt] = [:]
    for number in 0..<CInt(1_024) {
      var path = [CChar](repeating: 0, count: 4_096)
      let count = max(0, readlink("/proc/self/fd/\(number)", &path, path.count))
      let name = String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      if name.hasPrefix(scratch.folder.lockPath) { found[name] = fcntl(number, F_GETFD) }
    }
    return found
  }
}

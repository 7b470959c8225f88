import Glibc
import Synchronization
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

struct StateGuardTests {
  @Test func whenAnotherHoldsItTheHolderIsNamedAndNothingIsWritten() throws {
    let state = try TemporaryState()
    let other = try Descriptor(opening: state.folder.path, O_RDONLY | O_DIRECTORY)
    flock(other.number, LOCK_EX)
    let stateGuard = StateGuard(folder: state.folder, patience: .milliseconds(50))
    let service = LogTicketService(store: state.store(), guard: stateGuard, clock: SettableClock())
    let error = try #require(throws: TicketServiceError.self) { try service.submit(.reconcile("r")) }
    #expect(error.code == .busy)
    #expect(error.context.hasPrefix("process \(getpid()) ("))
    #expect(throws: SystemError(number: ENOENT)) { try state.bytes(of: .requests) }
    flock(other.number, LOCK_UN)
    _ = try service.submit(.reconcile("r"))
  }

  @Test func whoKeepsEverybodyOutIsNamedUntilItIsFree() throws {
    let state = try TemporaryState()
    let stateGuard = StateGuard(folder: state.folder, patience: .milliseconds(10))
    let other = try Descriptor(opening: state.folder.path, O_RDONLY | O_DIRECTORY)
    flock(other.number, LOCK_EX)
    // That it is held tells nothing: it may be let go at once.
    #expect(stateGuard.writeObstacle() == nil)
    #expect(throws: TicketServiceError.self) { try stateGuard.withGuard { () throws(TicketServiceError) in } }
    let obstacle = try #require(stateGuard.writeObstacle())
    #expect(obstacle.code == .busy && obstacle.context.hasPrefix("process \(getpid()) ("))
    flock(other.number, LOCK_UN)
    #expect(stateGuard.writeObstacle() == nil)
    flock(other.number, LOCK_EX)
    #expect(stateGuard.writeObstacle() == nil)
  }

  @Test func itIsLeftOnEveryWayOut() throws {
    let state = try TemporaryState()
    let mine = StateGuard(folder: state.folder, patience: .zero)
    let refused = TicketServiceError(.notFound, context: "x")
    for _ in 0..<3 {
      #expect(throws: refused) { try mine.withGuard { () throws(TicketServiceError) in throw refused } }
    }
    #expect(try StateGuard(folder: state.folder, patience: .zero).withGuard { () throws(WorkerLockError) in 7 } == 7)
  }

  @Test func onlyOneIsInsideAtATime() throws {
    let state = try TemporaryState()
    let guards = [StateGuard(folder: state.folder), StateGuard(folder: state.folder)]
    let inside = Mutex(0)
    let worst = Mutex(0)
    onThreads(6) { thread in
      for _ in 0..<100 {
        try? guards[thread % 2].withGuard { () throws(TicketServiceError) in
          let now = inside.withLock { inside in
            inside += 1
            return inside
          }
          worst.withLock { $0 = max($0, now) }
          inside.withLock { $0 -= 1 }
        }
      }
    }
    #expect(worst.withLock { $0 } == 1)
  }

  @Test func aFolderThatWasReplacedIsGuardedAnew() throws {
    let state = try TemporaryState()
    let stateGuard = StateGuard(folder: state.folder, patience: .zero)
    try stateGuard.withGuard { () throws(TicketServiceError) in }
    let moved = state.folder.path + ".old"
    rename(state.folder.path, moved)
    defer {
      rmdir(moved + "/tickets")
      rmdir(moved)
    }
    try state.folder.create()
    let other = try Descriptor(opening: state.folder.path, O_RDONLY | O_DIRECTORY)
    flock(other.number, LOCK_EX)
    let error = try #require(throws: WorkerLockError.self) {
      try stateGuard.withGuard { () throws(WorkerLockError) in }
    }
    #expect(error.code == .busy)
  }

  @Test func stopSignalsWaitWhileItIsHeld() throws {
    let state = try TemporaryState()
    func blocked() -> [Bool] {
      var mask = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &mask)
      return [SIGTSTP, SIGTTIN, SIGTTOU].map { sigismember(&mask, $0) == 1 }
    }
    let before = blocked()
    let during = try StateGuard(folder: state.folder).withGuard { () throws(TicketServiceError) in blocked() }
    #expect(during == [true, true, true])
    #expect(blocked() == before)
  }

  @Test func theProcessIsStoppedOnlyWhileNoneOfItsThreadsIsInside() throws {
    let state = try TemporaryState()
    let stateGuard = StateGuard(folder: state.folder)
    let inside = Mutex(0)
    let worst = Mutex(0)
    onThreads(2) { thread in
      for _ in 0..<100 {
        if thread == 0 {
          stateGuard.withoutGuard { worst.withLock { $0 = max($0, inside.withLock { $0 }) } }
        } else {
          try? stateGuard.withGuard { () throws(TicketServiceError) in
            inside.withLock { $0 += 1 }
            usleep(100)
            inside.withLock { $0 -= 1 }
          }
        }
      }
    }
    #expect(worst.withLock { $0 } == 0)
  }

  @Test func aFolderThatIsMissingIsUnusable() throws {
    let stateGuard = StateGuard(folder: StateFolder(path: "/nonexistent/state"))
    let error = try #require(throws: TicketServiceError.self) {
      try stateGuard.withGuard { () throws(TicketServiceError) in }
    }
    #expect(error.code == .unwritable && error.errno == ENOENT)
  }

  @Test func holdersAreReadFromTheKernelsLocks() {
    let locks = """
      1: POSIX  ADVISORY  WRITE 11 fe:01:77 0 EOF
      2: FLOCK  ADVISORY  WRITE 1234 fe:01:77 0 EOF
      2: -> FLOCK  ADVISORY  WRITE 99 fe:01:77 0 EOF
      3: FLOCK  ADVISORY  WRITE 55 fe:02:77 0 EOF
      4: FLOCK  ADVISORY  WRITE 66 fe:01:78 0 EOF
      """
    var status = stat()
    status.st_dev = 0xfe01
    status.st_ino = 77
    #expect(GuardHolder.pids(holding: FileIdentity(status), locks: locks) == [1_234])
    status.st_dev = 0x30
    #expect(GuardHolder.pids(holding: FileIdentity(status), locks: locks) == [1_234, 55])
  }

  @Test func foldersAreMadeWithAllThatIsAboveThem() throws {
    let state = try TemporaryState()
    let deep = StateFolder(path: state.folder.path + "/a/b")
    try deep.create()
    try deep.create()
    _ = try Descriptor(opening: deep.ticketsPath, O_RDONLY | O_DIRECTORY)
    let file = state.folder.path + "/file"
    _ = try Descriptor(opening: file, O_WRONLY | O_CREAT, mode: 0o644)
    let error = try #require(throws: TicketServiceError.self) { try StateFolder(path: file).create() }
    #expect(error.code == .unwritable && error.errno == ENOTDIR)
  }
}

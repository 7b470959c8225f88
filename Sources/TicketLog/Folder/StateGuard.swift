import Glibc
import Synchronization

/// One at a time, of all threads of all processes that share a state folder (spec: tickets.md, "What a writer does", 3).
///
/// `flock` on a descriptor of the folder itself: there is nothing to delete, it dies with its holder, and it works on
/// a read-only folder.
public final class StateGuard: Sendable {
  /// What is guarded.
  public let folder: StateFolder
  private let patience: Duration
  private let held = Mutex(Handle())
  /// Whether who waited last waited in vain.
  private let wasBusy = Atomic(false)

  /// Waits for at most `patience` each time.
  public init(folder: StateFolder, patience: Duration = .seconds(2)) {
    self.folder = folder
    self.patience = patience
  }

  /// Runs `body` while holding the guard. Any thread; do nothing slow inside, and do not take the guard again. Stop
  /// signals wait until it is left. Throws what `body` throws, or what a `GuardError` becomes.
  public func withGuard<R: Sendable & ~Copyable, E: GuardedError>(_ body: () throws(E) -> R) throws(E) -> R {
    try withGuardedFolder { (_) throws(E) -> R in try body() }
  }

  /// The same, and hands over the folder that is guarded.
  func withGuardedFolder<R: Sendable & ~Copyable, E: GuardedError>(
    _ body: (GuardedFolder) throws(E) -> R
  ) throws(E) -> R {
    let deadline = ContinuousClock.now + patience
    return try held.withLock { (handle) throws(E) -> R in
      let signals = StopSignals.block()
      defer { StopSignals.restore(signals) }
      let guarded: GuardedFolder
      do throws(GuardError) {
        guarded = try handle.lock(folder, until: deadline)
        wasBusy.store(false, ordering: .relaxed)
      } catch {
        wasBusy.store(error.code == .busy, ordering: .relaxed)
        throw E(error)
      }
      defer { handle.unlock() }
      return try body(guarded)
    }
  }

  /// Who keeps everybody out: nil unless the last who waited did so in vain, and it is still held. Never waits.
  public var obstacle: GuardError? {
    guard wasBusy.load(ordering: .relaxed),
      let directory = try? Descriptor(opening: folder.path, O_RDONLY | O_DIRECTORY)
    else { return nil }
    if flock(directory.number, LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK {
      wasBusy.store(false, ordering: .relaxed)
      return nil
    }
    return GuardError(code: .busy, context: GuardHolder.name(of: folder.identity), errno: nil)
  }

  /// Runs `body` while no thread of this process holds the guard or gets it: for stopping the process, which would stop
  /// everybody if it held the guard. Waits for the holder.
  public func withoutGuard<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    try held.withLock { (_) throws(E) -> R in try body() }
  }
}

/// The descriptor of the folder that the guard locks.
private struct Handle: ~Copyable {
  private var directory: Descriptor?
  private var identity: FileIdentity?

  mutating func lock(
    _ folder: StateFolder, until deadline: ContinuousClock.Instant
  ) throws(GuardError) -> GuardedFolder {
    var pause = 200.0
    while true {
      var isAnother = false
      do throws(SystemError) {
        try open(folder)
        if try tryLock() {
          // Replaced while we waited: the others lock the new one.
          if let identity, identity == folder.identity {
            return GuardedFolder(folder, directory: number, identity: identity)
          }
          unlock()
          isAnother = true
        }
      } catch {
        throw GuardError(code: .unusable, context: folder.path, errno: error.number)
      }
      guard ContinuousClock.now < deadline else {
        // Some file systems give a folder another number each time.
        if isAnother { throw GuardError(code: .unusable, context: folder.path, errno: ESTALE) }
        throw GuardError(code: .busy, context: GuardHolder.name(of: identity), errno: nil)
      }
      usleep(UInt32(pause * Double.random(in: 0.5..<1.5)))
      pause = min(pause * 1.6, 10_000)
    }
  }

  func unlock() { _ = flock(number, LOCK_UN) }

  private var number: CInt {
    switch directory {
    case .some(let directory): directory.number
    case .none: -1
    }
  }

  private func tryLock() throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try SystemError.check { flock(number, LOCK_EX | LOCK_NB) }
      return true
    } catch {
      guard error.number == EWOULDBLOCK else { throw error }
      return false
    }
  }

  private mutating func open(_ folder: StateFolder) throws(SystemError) {
    if let identity, identity == folder.identity { return }
    let opened = try Descriptor(opening: folder.path, O_RDONLY | O_DIRECTORY)
    identity = FileIdentity(try opened.status())
    directory = consume opened
  }
}

/// Ctrl-Z and its kin, for one thread: a stopped holder would stop everybody.
private enum StopSignals {
  static func block() -> sigset_t {
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    for signal in [SIGTSTP, SIGTTIN, SIGTTOU] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    return before
  }

  static func restore(_ before: sigset_t) {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}

import Glibc
public import TicketCore

/// The worker lock as the file `worker.lock` of a state folder (contract: Ticket Worker V1, 3.2; spec: lock.md).
///
/// A lock is judged and replaced under the same hold of the folder's guard; what takes long, making the new file
/// durable and sweeping, happens before. The folder itself is never synced: a power cut ends every worker anyway.
public final class WorkerLockFile: WorkerLock {
  private static let attempts = 10

  private let stateGuard: StateGuard
  let path: LockPath
  private let clock: any TicketClock
  private let offset: UTCOffset
  private let takeOver: LockHolder?
  /// Counts where nobody can tell how old a lock is.
  private let made: Timestamp

  /// `acquired_at` is written with `offset`.
  public init(guard stateGuard: StateGuard, clock: any TicketClock = SystemClock(), offset: UTCOffset = .korea) {
    self.stateGuard = stateGuard
    path = LockPath(folder: stateGuard.folder)
    self.clock = clock
    self.offset = offset
    takeOver = nil
    made = clock.now()
  }

  private init(_ other: WorkerLockFile, takeOver: LockHolder) {
    stateGuard = other.stateGuard
    path = other.path
    clock = other.clock
    offset = other.offset
    self.takeOver = takeOver
    made = other.made
  }

  /// The same lock, which may also be taken from `holder` before it is stale: only while it stands there unchanged, and
  /// never while its process lives (spec: lock.md, "Crash").
  public func takingOver(_ holder: LockHolder) -> WorkerLockFile { WorkerLockFile(self, takeOver: holder) }

  /// Takes it if it is free or stale. Throws `locked`, `busy`, `notAFile` or `unusable`; nothing is changed then.
  public func acquire() throws(WorkerLockError) -> any WorkerLease {
    // Saying no needs neither the guard nor a new file.
    _ = try judge(path.read())
    path.sweep(now: clock.now())
    return try guardedWithPrepared { (prepared, folder) throws(WorkerLockError) -> WorkerLockLease in
      let old = try judge(path.read(in: folder))
      if old == nil {
        guard try path.link(prepared, in: folder) else { throw cameFirst() }
      } else {
        try path.replace(with: prepared, in: folder)
      }
      return WorkerLockLease(of: self, prepared, tookOverFrom: old)
    }
  }

  /// Who stands there now, without the guard. What cannot be read, and what is no lock, such as a symlink, is nobody's
  /// that is known: it is not free.
  public func holder() -> LockHolder? {
    do throws(WorkerLockError) {
      return try path.read()?.holder
    } catch {
      return LockHolder(pid: nil, acquiredAt: path.changed ?? made, isAlive: false, content: "")
    }
  }

  /// The holder that may be replaced, nil where the lock is free. Throws `locked` for one that may not.
  private func judge(_ found: FoundLock?) throws(WorkerLockError) -> LockHolder? {
    guard let holder = found?.holder else { return nil }
    let isGivenUp = !holder.isAlive && holder.content == takeOver?.content
    guard holder.isStale(at: clock.now()) || isGivenUp else { throw locked(by: holder) }
    return holder
  }

  /// A foreign worker, which knows no guard, was faster.
  private func cameFirst() -> WorkerLockError {
    guard let holder = holder() else { return WorkerLockError(.busy, context: path.folder.lockPath) }
    return locked(by: holder)
  }

  private func locked(by holder: LockHolder) -> WorkerLockError {
    WorkerLockError(.locked(holder), context: path.folder.lockPath)
  }
}

// MARK: - For the lease

extension WorkerLockFile {
  func guarded<R: Sendable>(_ body: (GuardedFolder) throws(WorkerLockError) -> R) throws(WorkerLockError) -> R {
    try stateGuard.withGuardedFolder(body)
  }

  /// Where the prepared lock is no longer there, a worker whose clock is hours ahead has swept it: then once more with
  /// another. Nobody's clock does that for ever.
  func guardedWithPrepared<R: Sendable>(
    _ body: (borrowing PreparedLock, GuardedFolder) throws(WorkerLockError) -> R
  ) throws(WorkerLockError) -> R {
    for _ in 1..<Self.attempts {
      do throws(WorkerLockError) {
        return try guardedOnce(body)
      } catch {
        guard error.errno == ENOENT else { throw error }
      }
    }
    return try guardedOnce(body)
  }

  private func guardedOnce<R: Sendable>(
    _ body: (borrowing PreparedLock, GuardedFolder) throws(WorkerLockError) -> R
  ) throws(WorkerLockError) -> R {
    let prepared = try prepare()
    return try guarded { (folder) throws(WorkerLockError) -> R in try body(prepared, folder) }
  }

  /// A lock of now, not in its place yet.
  private func prepare() throws(WorkerLockError) -> PreparedLock {
    do throws(SystemError) {
      let now = clock.now().at(offset)
      return try PreparedLock(FoundLock.content(pid: getpid(), acquiredAt: now), in: path.folder)
    } catch {
      throw path.unusable(error)
    }
  }
}

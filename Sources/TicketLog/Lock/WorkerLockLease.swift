import Glibc
import Synchronization
import TicketCore

/// The worker lock while it is ours, which is: while the file holds exactly the bytes that we wrote last.
final class WorkerLockLease: WorkerLease {
  private struct Mine {
    let bytes: [UInt8]
    let sign: SignOfLife

    init(_ prepared: borrowing PreparedLock) {
      bytes = prepared.bytes
      sign = prepared.sign
    }
  }

  let tookOverFrom: LockHolder?
  private let lock: WorkerLockFile
  /// A forked child has our memory, but not our lock.
  private let owner = getpid()
  /// nil once the lock was lost or released: it is never written again. Where both are needed, the guard comes first.
  private let mine: Mutex<Mine?>

  init(of lock: WorkerLockFile, _ prepared: borrowing PreparedLock, tookOverFrom: LockHolder?) {
    self.lock = lock
    self.tookOverFrom = tookOverFrom
    mine = Mutex(Mine(prepared))
  }

  func check() throws(TicketServiceError) {
    let path = lock.path.folder.lockPath
    try mine.withLock { (mine) throws(TicketServiceError) in
      guard let mine, owner == getpid() else { throw TicketServiceError(.lockLost, context: path) }
      do throws(WorkerLockError) {
        if try lock.path.read()?.bytes == mine.bytes { return }
      } catch  where error.code == .unusable {
        throw TicketServiceError(.unreadable, context: path, errno: error.errno)
      } catch {
        // What stands there is no file of ours.
      }
      throw TicketServiceError(.lockLost, context: path)
    }
  }

  func renew() throws(WorkerLockError) {
    guard owner == getpid() else { throw lost }
    try lock.guardedWithPrepared { (prepared, folder) throws(WorkerLockError) in
      try mine.withLock { (mine) throws(WorkerLockError) in
        guard let bytes = mine?.bytes, try lock.path.read(in: folder)?.bytes == bytes else {
          mine = nil
          throw lost
        }
        try lock.path.replace(with: prepared, in: folder)
        mine = Mine(prepared)
      }
    }
  }

  /// Where the lock could not be removed it stays ours, and releasing it may be tried again.
  func release() -> Bool {
    guard owner == getpid(), !isAnothers else { return true }
    do {
      // Without the guard it could be another's lock by the time it is removed: rather leave ours to grow stale.
      try lock.guarded { (folder) throws(WorkerLockError) in
        try mine.withLock { (mine) throws(WorkerLockError) in
          if let bytes = mine?.bytes, try lock.path.read(in: folder)?.bytes == bytes {
            try lock.path.remove(in: folder)
          }
          mine = nil
        }
      }
      return true
    } catch {
      // What is no file is not ours.
      return error.code == .notAFile
    }
  }

  /// Whether the file holds other bytes than ours. Ours never come back, so no guard is needed to know that.
  private var isAnothers: Bool {
    guard let found = try? lock.path.read() else { return false }
    return mine.withLock { $0.map { found.bytes != $0.bytes } ?? true }
  }

  private var lost: WorkerLockError { WorkerLockError(.lost, context: lock.path.folder.lockPath) }
}

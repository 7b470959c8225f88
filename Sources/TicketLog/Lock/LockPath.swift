import Glibc
import TicketCore

/// The place of `worker.lock` in a state folder, and what can stand and happen there; no rules. Everything that changes
/// it happens in the folder that is guarded, wherever the path leads by then.
struct LockPath {
  /// More than this is no lock of ours, and too much to keep.
  private static let sizeLimit = 1 << 16
  private static let name = "worker.lock"
  // Without O_NONBLOCK a FIFO would keep us waiting for its writer.
  private static let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK

  let folder: StateFolder

  /// nil where nothing stands. Throws `notAFile` for a symlink, which is never followed, and for all that is no file.
  func read() throws(WorkerLockError) -> FoundLock? {
    try read { () throws(SystemError) in try Descriptor(opening: folder.lockPath, Self.flags) }
  }

  /// The same of a folder that is guarded.
  func read(in guarded: GuardedFolder) throws(WorkerLockError) -> FoundLock? {
    try read { () throws(SystemError) in try Descriptor(opening: Self.name, in: guarded.directory, Self.flags) }
  }

  private func read(
    _ open: () throws(SystemError) -> Descriptor
  ) throws(WorkerLockError) -> FoundLock? {
    do throws(SystemError) {
      let file = try open()
      let status = try file.status()
      guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(number: ELOOP) }
      return FoundLock(
        bytes: try file.bytes(at: 0, count: Self.sizeLimit), modified: Timestamp(status.st_mtim),
        isHeld: SignOfLife.isSeen(in: file))
    } catch {
      switch error.number {
      case ENOENT: return nil
      // A socket cannot be opened at all.
      case ELOOP, ENXIO: throw WorkerLockError(.notAFile, context: folder.lockPath)
      default: throw unusable(error)
      }
    }
  }

  /// When what stands there, whatever it is, was last changed.
  var changed: Timestamp? {
    var status = stat()
    return lstat(folder.lockPath, &status) == 0 ? Timestamp(status.st_mtim) : nil
  }

  /// Makes the prepared lock the lock; false if one stands there already.
  func link(_ prepared: borrowing PreparedLock, in guarded: GuardedFolder) throws(WorkerLockError) -> Bool {
    let (name, directory) = (prepared.name, guarded.directory)
    do throws(SystemError) {
      _ = try SystemError.check { linkat(directory, name, directory, Self.name, 0) }
      return true
    } catch {
      switch error.number {
      case EEXIST: return false
      case EPERM, EOPNOTSUPP, ENOSYS: throw WorkerLockError(.noHardLinks, context: folder.lockPath)
      default: throw unusable(error)
      }
    }
  }

  /// Puts the prepared lock in the place of the one that stands there.
  func replace(with prepared: borrowing PreparedLock, in guarded: GuardedFolder) throws(WorkerLockError) {
    let (name, directory) = (prepared.name, guarded.directory)
    do throws(SystemError) {
      _ = try SystemError.check { renameat(directory, name, directory, Self.name) }
    } catch {
      throw unusable(error)
    }
  }

  /// Nothing stands there afterwards.
  func remove(in guarded: GuardedFolder) throws(WorkerLockError) {
    do throws(SystemError) {
      _ = try SystemError.check { unlinkat(guarded.directory, Self.name, 0) }
    } catch {
      guard error.number == ENOENT else { throw unusable(error) }
    }
  }

  /// Removes what crashes left of prepared locks: whatever is older than an hour (spec: lock.md, Release).
  func sweep(now: Timestamp) {
    guard let directory = opendir(folder.path) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      // Only as long as the name is: a copy of the whole field would reach beyond the entry.
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
      }
      guard PreparedLock.isName(name) else { continue }
      var status = stat()
      guard lstat(folder.path + "/" + name, &status) == 0 else { continue }
      if Timestamp(status.st_mtim).seconds(until: now) > 3600 { unlink(folder.path + "/" + name) }
    }
  }

  func unusable(_ error: SystemError) -> WorkerLockError {
    WorkerLockError(.unusable, context: folder.lockPath, errno: error.number)
  }
}

extension Timestamp {
  /// A file's time may be any number at all: the nearest one with a year of four digits.
  fileprivate init(_ time: timespec) {
    let seconds = min(max(Int64(time.tv_sec), -62_167_219_200), 253_402_300_799)
    self.init(microseconds: seconds * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }
}

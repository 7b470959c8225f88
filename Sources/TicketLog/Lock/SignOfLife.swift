import Glibc

/// The file of a lock, locked by its holder for as long as that lives: a pid tells nothing of a process in another
/// container. Who holds `worker.lock` is told by its bytes alone (spec: lock.md).
final class SignOfLife: Sendable {
  let file: Descriptor

  /// Where a file system has no such locks the pid has to do.
  init(_ file: consuming Descriptor) {
    _ = flock(file.number, LOCK_EX | LOCK_NB)
    self.file = file
  }

  /// Whether the holder of the lock that was opened is seen to live. Looking changes nothing.
  static func isSeen(in file: borrowing Descriptor) -> Bool {
    flock(file.number, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}

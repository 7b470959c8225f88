import Glibc

/// A Unix socket's file, which others may have replaced by one of theirs.
struct SocketFile: Hashable, Sendable {
  private let path: String
  private let device: dev_t
  private let number: ino_t

  /// What stands at the path now; nil if nothing does.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.path = path
    device = status.st_dev
    number = status.st_ino
  }

  /// Removes it; another one that stands there now stays.
  func remove() {
    if SocketFile(path) == self { unlink(path) }
  }
}

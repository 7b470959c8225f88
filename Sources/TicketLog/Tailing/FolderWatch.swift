import Glibc

/// The kernel's notices of changes in some folders; without any, where the system has no more to give.
struct FolderWatch: ~Copyable, Sendable {
  private static let changes = UInt32(
    IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)
  private static let onlyFolders = UInt32(IN_ONLYDIR)

  /// To wait for with `poll`, which leaves out negative ones.
  let number: CInt
  private let paths: [String]

  init(paths: [String]) {
    self.paths = paths
    number = inotify_init1(CInt(IN_NONBLOCK | IN_CLOEXEC))
  }

  deinit { if number >= 0 { close(number) } }

  /// Watches what stands at the paths now; costs nothing where that is watched already. False where the kernel will not
  /// tell of one that stands there.
  borrowing func renew() -> Bool {
    var tells = true
    for path in paths where inotify_add_watch(number, path, Self.changes | Self.onlyFolders) < 0 {
      if ![ENOENT, ENOTDIR].contains(errno) { tells = false }
    }
    return tells
  }

  /// Forgets the notices: what changed is looked at anyway.
  borrowing func drain() {
    withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 8) { buffer in
      while read(number, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}

import Glibc

/// Who may have put a Unix socket where it is, and would be told the token.
enum SocketPlace {
  /// The owner of the socket at `path`, where everybody may put one there and it is neither ours nor root's; nil where the
  /// folder says who may, and where nothing is there.
  static func stranger(at path: String) -> uid_t? {
    var (folder, socket) = (stat(), stat())
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard stat(parent, &folder) == 0, folder.st_mode & S_IWOTH != 0, lstat(path, &socket) == 0 else { return nil }
    // Without the sticky bit everybody may also take ours away and put another there.
    let isOurs = folder.st_mode & S_ISVTX != 0 && [0, geteuid()].contains(socket.st_uid)
    return isOurs ? nil : socket.st_uid
  }
}

import Glibc

/// Who may have put a Unix socket where it is, and would be told the token.
enum SocketPlace {
  /// The owner of the socket at `path`, or of the folder that it stands in, where everybody may put such a thing there and
  /// it is neither ours nor root's; nil where the folder above says who may, and where nothing is there.
  static func stranger(at path: String) -> uid_t? {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return owner(of: path, in: folder.isEmpty ? "/" : folder) ?? owner(of: folder, in: folder + "/..")
  }

  private static func owner(of path: String, in folder: String) -> uid_t? {
    var (place, thing) = (stat(), stat())
    guard stat(folder, &place) == 0, place.st_mode & S_IWOTH != 0, lstat(path, &thing) == 0 else { return nil }
    // Without the sticky bit everybody may also take ours away and put another there.
    let isOurs = place.st_mode & S_ISVTX != 0 && [0, geteuid()].contains(thing.st_uid)
    return isOurs ? nil : thing.st_uid
  }
}

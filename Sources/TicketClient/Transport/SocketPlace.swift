import Glibc

/// The way to a Unix socket, and who may have put there what stands on it.
enum SocketPlace {
  /// One who may have put the socket there, and whom nobody vouches for.
  struct Stranger: Error, Hashable {
    let user: uid_t
  }

  private static let mostLinks = 40

  /// The users who may be told a token at `path`: root, we, and whom these vouch for on the way. What stands in a folder that
  /// only such users write to was put there by them, so its owner is one of them for what lies below.
  ///
  /// Each folder is held while something is looked up in it: whatever is renamed meanwhile, what is judged is one thing.
  /// Ends early where nothing stands; who comes there later must be one of them all the same.
  static func users(trustedAt path: String) throws(Stranger) -> Set<uid_t> {
    // Of each folder from the root to where we are: what one vouches for does not hold beside it.
    var trusted: [Set<uid_t>] = [[0, geteuid()]]
    // Whoever may have put a link there has chosen where it leads.
    var guides = trusted[0]
    var folder = HeldPlace.root
    var rest = names(path.hasPrefix("/") ? path : HeldPlace.workingFolder + "/" + path)
    var links = 0
    while let name = rest.popLast() {
      let thing = HeldPlace(name, in: folder)
      guard let place = folder.status, let found = thing.status else { break }
      if name == ".." {
        if trusted.count > 1 { trusted.removeLast() }
        folder = thing
        continue
      }
      let users = try judge(found, in: place, by: guides.union(trusted.last ?? []))
      if found.st_mode & S_IFMT == S_IFLNK {
        links += 1
        if links > mostLinks { break }
        guides = users
        let target = thing.linkTarget
        if target.hasPrefix("/") {
          folder = .root
          trusted = [users]
        }
        rest += names(target)
      } else {
        trusted.append(users)
        folder = thing
      }
    }
    return guides.union(trusted.last ?? [])
  }

  /// Those who may have put there what stands below the thing.
  private static func judge(
    _ thing: stat, in place: stat, by trusted: Set<uid_t>
  ) throws(Stranger) -> Set<uid_t> {
    if trusted.contains(place.st_uid), place.st_mode & (S_IWGRP | S_IWOTH) == 0 { return trusted.union([thing.st_uid]) }
    guard trusted.contains(thing.st_uid) else { throw Stranger(user: thing.st_uid) }
    return trusted
  }

  /// The last first.
  private static func names(_ path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.reversed().map(String.init)
  }
}

/// A thing in the file system, held without being opened.
private struct HeldPlace: ~Copyable {
  /// O_PATH, which glibc shows under _GNU_SOURCE alone.
  private static let pathOnly: CInt = 0o10_000_000

  private let number: CInt

  init(_ name: String, in folder: borrowing HeldPlace) {
    number = openat(folder.number, name, Self.pathOnly | O_NOFOLLOW | O_CLOEXEC)
  }

  private init(_ path: String) { number = open(path, Self.pathOnly | O_CLOEXEC) }

  deinit { close(number) }

  static var root: HeldPlace { HeldPlace("/") }

  static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  /// nil where there is nothing.
  var status: stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }

  /// Where a symbolic link leads.
  var linkTarget: String {
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { room, count in
      room.withMemoryRebound(to: CChar.self) { room in
        count = room.baseAddress.map { max(0, readlinkat(number, "", $0, room.count)) } ?? 0
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

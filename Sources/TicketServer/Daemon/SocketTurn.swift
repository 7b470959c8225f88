import Glibc

/// The turn of one server to put its Unix socket in a folder, until it says `end`.
///
/// Of two that start at once each could take the other's socket, which does not listen yet, for one that was left there.
struct SocketTurn {
  private static let glance: useconds_t = 20_000

  private let folder: CInt
  /// False where another has it for too long, and where there is no such thing.
  let isOurs: Bool

  /// Waits for it as long as `patience`, and no longer: who locks a folder for ever keeps nobody from starting. Where it
  /// cannot be locked, nobody waits.
  init(at path: String, patience: Duration = .seconds(2)) {
    let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let end = ContinuousClock.now + patience
    var failure = flock(folder, LOCK_EX | LOCK_NB)
    while failure != 0, errno == EWOULDBLOCK, ContinuousClock.now < end {
      usleep(Self.glance)
      failure = flock(folder, LOCK_EX | LOCK_NB)
    }
    self.folder = folder
    isOurs = failure == 0
  }

  func end() { if folder >= 0 { close(folder) } }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[...slash])
  }
}

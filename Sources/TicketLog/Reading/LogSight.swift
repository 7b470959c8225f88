import Glibc
import TicketCore

/// What stands at a log's path at one moment, opened where it is a log.
struct LogSight {
  let state: FileStatus.State
  let identity: FileIdentity?
  let size: Int
  /// When the log or what is known of it was last changed.
  let changed: timespec
  let log: OpenLog?

  /// Never waits, whatever stands there.
  init(at path: String) {
    do throws(SystemError) {
      let opened = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
      let status = try opened.status()
      if let obstacle = FileStatus.Obstacle(mode: status.st_mode) {
        self.init(.unreadable(obstacle, errno: nil))
      } else {
        self.init(.live, OpenLog(opened), status)
      }
    } catch {
      self.init(Self.state(for: error))
    }
  }

  private init(_ state: FileStatus.State, _ log: OpenLog? = nil, _ status: stat? = nil) {
    self.state = state
    self.log = log
    identity = status.map(FileIdentity.init)
    size = status.map { Int($0.st_size) } ?? 0
    changed = status?.st_ctim ?? timespec()
  }

  private static func state(for error: SystemError) -> FileStatus.State {
    switch error.number {
    case ENOENT: .missing
    case ELOOP: .unreadable(.symlink, errno: nil)
    case ENXIO: .unreadable(.notAFile, errno: nil)
    default: .unreadable(.refused, errno: error.number)
    }
  }
}

extension FileStatus.Obstacle {
  /// What the system would say if it refused for this; nil where it refuses by itself.
  public var errno: CInt? {
    switch self {
    case .symlink: ELOOP
    case .directory: EISDIR
    case .notAFile: EINVAL
    case .refused: nil
    }
  }

  /// nil for a regular file.
  init?(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: self = .directory
    default: self = .notAFile
    }
  }
}

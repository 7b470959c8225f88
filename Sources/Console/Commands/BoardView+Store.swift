import Glibc
import TicketCore
import TicketLog

extension BoardView {
  /// Reads both logs to their ends. Throws `unreadable` where one cannot be read: half a board would be a false one.
  static func load(_ store: LogStore) throws(TicketServiceError) -> BoardView {
    store.catchUp()
    for path in [store.folder.path, store.folder.ticketsPath] where isOtherThanFolder(path) {
      throw TicketServiceError(.unreadable, context: path, errno: ENOTDIR)
    }
    let status = store.status
    for file in LogFile.allCases {
      if case .unreadable(let obstacle, let number) = status[file].state {
        throw TicketServiceError(.unreadable, context: store.folder.path(of: file), errno: number ?? obstacle.errno)
      }
    }
    return BoardView(board: store.withBoard { $0 }, records: store)
  }

  /// A file in the place of a folder hides the logs, but they are not just missing.
  private static func isOtherThanFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }
}

extension FileStatus.Obstacle {
  /// What the system would say if it refused for this; nil where it refuses by itself.
  var errno: CInt? {
    switch self {
    case .symlink: ELOOP
    case .directory: EISDIR
    case .notAFile: EINVAL
    case .refused: nil
    }
  }
}

import Glibc
import TicketCore

/// What stands at the paths of a state folder, told without opening anything: who writes to one changes its stamp.
struct FolderStamp: Hashable, Sendable {
  private let files: [FileStamp?]

  init(of folder: StateFolder) {
    files = ([folder.path, folder.ticketsPath] + LogFile.allCases.map(folder.path)).map(FileStamp.init)
  }
}

private struct FileStamp: Hashable, Sendable {
  let identity: FileIdentity
  let size: Int
  /// When the content was last changed, and when anything was; nobody can set the latter back.
  let times: [Int]

  /// nil where nothing stands.
  init?(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    identity = FileIdentity(status)
    size = Int(status.st_size)
    times = [status.st_mtim, status.st_ctim].flatMap { [$0.tv_sec, $0.tv_nsec] }
  }
}

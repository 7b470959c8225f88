import Glibc
import Synchronization
import TicketCore

/// The names that lead to a log: a record that is synced is lost all the same where nothing leads to it, and who made the
/// log or its folders, or died while making them, may have synced none of it.
final class LogNames: Sendable {
  private let folder: StateFolder
  /// The folders whose names are on the disk, from the log's upwards.
  private let synced = Mutex<[FileIdentity]>([])

  /// Of the folder of a log that stays the same.
  init(_ folder: StateFolder) { self.folder = folder }

  /// Puts the names of the log and of all folders that it stands in onto the disk, up to the root of the file system;
  /// once, as long as it stands in the same folders. How old they are tells nothing: clocks jump.
  func sync(_ calls: SystemCalls) throws(SystemError) {
    let folders = try folders()
    guard synced.withLock({ $0 != folders }) else { return }
    for level in folders.indices {
      if let opened = try open(path(level), level) { try opened.syncNames(calls) }
    }
    synced.withLock { $0 = folders }
  }

  /// Those that the log stands in, from its own upwards. What is beyond another mount is not this file system's.
  private func folders() throws(SystemError) -> [FileIdentity] {
    var folders: [FileIdentity] = []
    while let next = try identity(of: path(folders.count)), next != folders.last,
      next.device == folders.last?.device ?? next.device
    {
      folders.append(next)
    }
    return folders
  }

  private func path(_ level: Int) -> String { folder.ticketsPath + String(repeating: "/..", count: level) }

  /// nil for one that is moved away, where another name leads to the log now, and for one that may not be reached.
  private func identity(of path: String) throws(SystemError) -> FileIdentity? {
    var status = stat()
    do throws(SystemError) {
      _ = try SystemError.check { stat(path, &status) }
      return FileIdentity(status)
    } catch  where [ENOENT, ENOTDIR, EACCES].contains(error.number) {
      return nil
    }
  }

  /// nil for a folder above the log's that may not be read: whoever may not read it cannot sync it, ever. The state folder
  /// is read already, where the log's is not a link.
  private func open(_ path: String, _ level: Int) throws(SystemError) -> Descriptor? {
    do throws(SystemError) {
      return try Descriptor(opening: path, O_RDONLY | O_DIRECTORY)
    } catch  where level > 0 && [EACCES, EPERM].contains(error.number) {
      return nil
    }
  }
}

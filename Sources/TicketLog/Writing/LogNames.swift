import Glibc
import Synchronization
import TicketCore

/// The names that lead to the logs: a record that is synced is lost all the same where nothing leads to it, and who made
/// the log or its folders may have synced neither.
final class LogNames: Sendable {
  /// For so long at most does a system keep a new name to itself; Linux writes it back after some 35 s.
  private static let freshness = 60_000_000_000
  /// File times move in ticks, of 10 ms at most: another name of the same tick leaves no trace.
  private static let tick = 20_000_000
  /// Where a file system keeps whole seconds alone.
  private static let coarseTick = 1_000_000_000

  /// A folder as it was when all names in it were on the disk.
  private struct Synced: Equatable {
    let folder: FileIdentity
    let changed: Int
  }

  private let folder: StateFolder
  /// The last ones, from the logs' folder upwards.
  private let synced = Mutex<[Synced?]>([nil, nil, nil])

  init(_ folder: StateFolder) { self.folder = folder }

  /// Puts the name of a log, and those of the folders that it stands in, onto the disk, where they are new.
  func sync(_ file: LogFile) throws(SystemError) {
    var (name, place) = (folder.path(of: file), folder.ticketsPath)
    for level in 0..<3 {
      try syncName(of: name, in: place, level)
      (name, place) = (place, place + "/..")
    }
  }

  private func syncName(of name: String, in place: String, _ level: Int) throws(SystemError) {
    var (named, directory, now) = (stat(), stat(), timespec())
    // Moved away: another name leads to it now, and it is not ours.
    guard stat(name, &named) == 0, stat(place, &directory) == 0 else { return }
    clock_gettime(CLOCK_REALTIME, &now)
    // Whoever makes a name changes both, and nobody can set that time back.
    let age = now.nanoseconds &- min(named.st_ctim.nanoseconds, directory.st_ctim.nanoseconds)
    guard age < Self.freshness else { return }
    let found = Synced(folder: FileIdentity(directory), changed: directory.st_ctim.nanoseconds)
    guard synced.withLock({ $0[level] != found }) else { return }
    if let opened = try open(place, level) { try opened.syncNames() }
    let tick = directory.st_ctim.tv_nsec == 0 ? Self.coarseTick : Self.tick
    if now.nanoseconds &- found.changed > tick { synced.withLock { $0[level] = found } }
  }

  /// nil for a folder above that may not be read, and is not ours.
  private func open(_ place: String, _ level: Int) throws(SystemError) -> Descriptor? {
    do throws(SystemError) {
      return try Descriptor(opening: place, O_RDONLY | O_DIRECTORY)
    } catch  where level > 0 && error.number == EACCES {
      return nil
    }
  }
}

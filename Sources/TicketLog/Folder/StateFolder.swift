import Glibc
public import TicketCore

/// The folder that holds a system's state: `tickets/` with the two logs, and `worker.lock`.
public struct StateFolder: Hashable, Sendable {
  /// Absolute, or relative to the working directory.
  public let path: String

  /// The folder need not exist yet; see `create()`.
  public init(path: String) { self.path = path }

  /// The folder of the two logs.
  public var ticketsPath: String { path + "/tickets" }

  /// The worker lock (spec: lock.md).
  public var lockPath: String { path + "/worker.lock" }

  /// Where a log stands (contracts: Ticket Request V1, 4; Ticket Result V1, 4).
  public func path(of file: LogFile) -> String { ticketsPath + "/" + file.rawValue }

  /// Whether a folder stands there, whatever may be done in it.
  public var exists: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether the folder of the two logs stands there.
  public var hasTickets: Bool { StateFolder(path: ticketsPath).exists }

  /// Makes the folder, those above it and `tickets/` where they are missing; durable with the first record, and as
  /// open to others as the umask and the folders' ACLs leave it, as all that is made in them. Throws `unwritable`.
  public func create() throws(TicketServiceError) {
    for end in ticketsPath.indices where ticketsPath[end] == "/" && end > ticketsPath.startIndex {
      try Self.makeDirectory(String(ticketsPath[..<end]))
    }
    try Self.makeDirectory(ticketsPath)
  }

  private static func makeDirectory(_ path: String) throws(TicketServiceError) {
    do throws(SystemError) {
      // Making one waits on a frozen disk even where it is there.
      if try isThere(path) { return }
      // A symlink that leads nowhere is there as well.
      if try !make(path), try !isThere(path) { throw SystemError(number: ENOTDIR) }
    } catch {
      throw TicketServiceError(.unwritable, context: path, errno: error.number)
    }
  }

  /// Whether a directory stands there; throws where something else does.
  private static func isThere(_ path: String) throws(SystemError) -> Bool {
    var status = stat()
    do throws(SystemError) {
      _ = try SystemError.check { stat(path, &status) }
    } catch  where error.number == ENOENT {
      return false
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw SystemError(number: ENOTDIR) }
    return true
  }

  /// False where another was faster.
  private static func make(_ path: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try SystemError.check { mkdir(path, 0o777) }
      return true
    } catch  where error.number == EEXIST {
      return false
    }
  }
}

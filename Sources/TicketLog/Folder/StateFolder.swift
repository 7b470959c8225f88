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

  /// Makes the folder, those above it and `tickets/` where they are missing; durable when it returns. Throws
  /// `unwritable`.
  public func create() throws(TicketServiceError) {
    for end in ticketsPath.indices where ticketsPath[end] == "/" && end > ticketsPath.startIndex {
      try Self.makeDirectory(String(ticketsPath[..<end]))
    }
    try Self.makeDirectory(ticketsPath)
  }

  private static func makeDirectory(_ path: String) throws(TicketServiceError) {
    if mkdir(path, 0o755) == 0 { return try syncDirectory(above: path) }
    // A read-only file system says so even where the directory exists.
    let failure = errno
    guard StateFolder(path: path).exists else {
      throw TicketServiceError(.unwritable, context: path, errno: failure == EEXIST ? ENOTDIR : failure)
    }
  }

  private static func syncDirectory(above path: String) throws(TicketServiceError) {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    do throws(SystemError) {
      try Descriptor.syncNames(in: parent.isEmpty ? "/" : parent)
    } catch {
      throw TicketServiceError(.unwritable, context: path, errno: error.number)
    }
  }
}

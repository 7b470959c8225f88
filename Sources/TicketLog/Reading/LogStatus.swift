public import TicketCore

/// How the reading of the two logs stands.
public struct LogStatus: Hashable, Sendable {
  /// How `ticket_requests.jsonl` stands.
  public var requests = FileStatus()
  /// How `ticket_results.jsonl` stands.
  public var results = FileStatus()
  /// How often the board was made anew because a log was not the one that had been read.
  public var reloads = 0
  /// Why the last time; nil while there was none.
  public var lastReload: Reload?

  /// Two logs that were never looked at.
  public init() {}

  /// A log that is not the one that had been read, and how that was seen.
  public struct Reload: Hashable, Sendable {
    /// How a log is seen to be another.
    public enum Reason: Hashable, Sendable {
      /// Nothing stands at its path.
      case removed
      /// Another file, or no file, stands at its path.
      case replaced
      /// It is shorter than what was read.
      case truncated
      /// The bytes before the end of the reading are others.
      case rewritten
      /// It is not the one that the saved board was made from.
      case notAsSaved
    }

    /// The log that is another.
    public let file: LogFile
    /// How that was seen.
    public let reason: Reason
  }

  /// How one log stands.
  public subscript(file: LogFile) -> FileStatus {
    get {
      switch file {
      case .requests: requests
      case .results: results
      }
    }
    set {
      switch file {
      case .requests: requests = newValue
      case .results: results = newValue
      }
    }
  }

  /// Whether a log is still being read for the first time, or again after a reload.
  public var isLoading: Bool { requests.state == .reading || results.state == .reading }

  /// How much of both logs was read, 0 to 1.
  public var progress: Double {
    let total = requests.bytesTotal + results.bytesTotal
    return total == 0 ? 1 : min(1, Double(requests.bytesRead + results.bytesRead) / Double(total))
  }
}

/// How the reading of one log stands.
public struct FileStatus: Hashable, Sendable {
  /// Whether the log can be read, and whether it was.
  public enum State: Hashable, Sendable {
    /// No such file: as good as an empty one.
    case missing
    /// Not read to its end yet.
    case reading
    /// Read to its end, and followed.
    case live
    /// Not readable now; it is tried again.
    case unreadable(Obstacle, errno: CInt?)
  }

  /// What stands in the way of reading.
  public enum Obstacle: Hashable, Sendable {
    /// Never followed.
    case symlink
    case directory
    /// A FIFO, a socket or a device.
    case notAFile
    /// The system refuses to open or read it; `errno` says why.
    case refused
  }

  /// Whether the log can be read, and whether it was.
  public var state = State.missing
  /// Up to the end of the last complete line.
  public var bytesRead = 0
  /// The length of the log when it was last looked at.
  public var bytesTotal = 0
  /// Since when the last line has waited for its `\n`; nil while all lines are complete.
  public var unfinishedSince: Timestamp?

  /// A log as it is seen; by default one that is missing.
  public init(state: State = .missing, bytesRead: Int = 0, bytesTotal: Int = 0, unfinishedSince: Timestamp? = nil) {
    self.state = state
    self.bytesRead = bytesRead
    self.bytesTotal = bytesTotal
    self.unfinishedSince = unfinishedSince
  }
}

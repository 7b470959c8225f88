public import TicketCore

/// How the board stands to the logs.
public enum FeedStatus: Hashable, Sendable {
  /// The first reading, 0 to 1 done; the board is usable meanwhile.
  case loading(Double)
  case live
  /// A log changed under the reader and is read anew, 0 to 1 done.
  case reloading(Double)
  /// A log cannot be read, and why.
  case stale(String)
  /// Live, but the last line of a log has stayed unfinished for over 2 s.
  case unfinished(LogFile)

  var isLoading: Bool {
    switch self {
    case .loading, .reloading: true
    case .live, .unfinished, .stale: false
    }
  }

  var isSettled: Bool {
    switch self {
    case .live, .unfinished: true
    case .loading, .reloading, .stale: false
    }
  }
}

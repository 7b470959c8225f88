/// How weighty a line of the log is.
enum LogLevel: String, CaseIterable, Comparable {
  case debug, info, warn, error

  static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warn: 2
    case .error: 3
    }
  }
}

/// How far both logs were read, in bytes: together with the logs it names a board.
public struct BoardCursor: Hashable, Sendable {
  /// The end of the reading of `ticket_requests.jsonl`.
  public var requests: Int
  /// The end of the reading of `ticket_results.jsonl`.
  public var results: Int

  /// Offsets in bytes; the start of both logs unless given.
  public init(requests: Int = 0, results: Int = 0) {
    self.requests = requests
    self.results = results
  }

  /// Whether it stands behind `other` in neither log.
  public func isWithin(_ other: BoardCursor) -> Bool { requests <= other.requests && results <= other.results }

  /// The end of the reading of one log.
  public subscript(file: LogFile) -> Int {
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
}

public import TicketCore

/// Which calls are made again after which failures, how often, and when.
public struct RetryPolicy: Hashable, Sendable {
  /// How often a call is made again at most.
  public let limit: Int
  /// How long to wait before that.
  public let backoff: Backoff

  /// At most `limit` further calls.
  public init(limit: Int, backoff: Backoff) {
    self.limit = limit
    self.backoff = backoff
  }

  /// For people, who wait: at most about a second in all, besides the calls.
  public static let brief = RetryPolicy(
    limit: 3, backoff: .exponential(base: .milliseconds(100), limit: .milliseconds(500)))
  /// For callers that have a policy of their own.
  public static let none = RetryPolicy(limit: 0, backoff: .steady(.zero))

  /// Whether a call that came to this may be made again. A POST may only where nothing of it can have reached the
  /// server: what was sent may have been done.
  static func allows(_ method: HTTPRequest.Method, after outcome: Result<Int, TransportError>) -> Bool {
    switch (method, outcome) {
    case (_, .failure(let error)) where error.kind == .aborted || error.kind == .untrusted: false
    case (.get, .failure): true
    case (.get, .success(let status)): [502, 503, 504].contains(status)
    case (.post, .failure(let error)): !error.wasSent
    case (.post, .success): false
    }
  }
}

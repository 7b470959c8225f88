/// Why a call brought no whole answer.
struct TransportError: Error, Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// No connection could be made.
    case notConnected
    /// The token would have been told to a stranger; `reason` names the user.
    case untrusted
    case timedOut
    /// The connection broke, or what came is no HTTP.
    case broken
    /// Whoever made the call ended it.
    case aborted
  }

  let kind: Kind
  /// Whether any of the request may have reached the server.
  let wasSent: Bool
  /// What libcurl says, without a full stop.
  let reason: String
}

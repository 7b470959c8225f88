public import TicketCore

/// How the server listens, and to whom (spec: api.md).
public struct ServerConfiguration: Sendable {
  /// Where it listens.
  public var listener: Listener
  /// What callers must show; needed where others can reach the listener.
  public var token: APIToken?
  /// Web pages that may call, besides the server's own: `https://dashboard.example`.
  public var allowedOrigins: [String]
  /// What the server tells of its program in its metrics.
  public var version: String
  /// In which answers write the time.
  public var offset = UTCOffset.korea
  /// How long what is running may take to finish when the server is stopped.
  public var patience = Duration.seconds(5)

  /// The standard address for this machine alone, unless said otherwise.
  public init(
    listener: Listener = .standard, token: APIToken? = nil, allowedOrigins: [String] = [], version: String = ""
  ) {
    self.listener = listener
    self.token = token
    self.allowedOrigins = allowedOrigins
    self.version = version
  }
}

public import TicketCore

/// Something that the operator was told.
public struct Message: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case info, success, warning, error }

  public let at: Timestamp
  public let kind: Kind
  public let text: String

  public init(at: Timestamp, kind: Kind, text: String) {
    self.at = at
    self.kind = kind
    self.text = text
  }

  var role: Style.Role {
    switch kind {
    case .info: .plain
    case .success: .success
    case .warning: .warning
    case .error: .error
    }
  }
}

/// The last 200 messages, and the one on display.
public struct MessageLog: Hashable, Sendable {
  static let limit = 200
  /// A message stays at least this many seconds, whatever is typed.
  private static let leastSeconds = 3

  /// Oldest first.
  public private(set) var all: [Message] = []
  /// What the message line shows.
  public private(set) var shown: Message?

  mutating func add(_ message: Message, show: Bool = true) {
    if all.count == Self.limit { all.removeFirst() }
    all.append(message)
    if show { shown = message }
  }

  /// A key was pressed: what was read may go.
  mutating func acknowledge(at now: Timestamp) {
    if let shown, shown.at.seconds(until: now) >= Self.leastSeconds { self.shown = nil }
  }

  mutating func dismiss() { shown = nil }
}

public import TicketCore

/// Something that the operator was told.
public struct Message: Hashable, Sendable {
  /// How much it matters.
  public enum Kind: Hashable, Sendable { case info, success, warning, error }

  /// What is wrong, where a later message may say that it is in order again.
  enum Topic: Hashable, Sendable { case log, lock, writing }

  /// When the operator was told.
  public let at: Timestamp
  /// How much it matters.
  public let kind: Kind
  /// Foreign text may be in it: sanitise before showing it.
  public let text: String
  let topic: Topic?

  init(at: Timestamp, kind: Kind, text: String, topic: Topic? = nil) {
    self.at = at
    self.kind = kind
    self.text = text
    self.topic = topic
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

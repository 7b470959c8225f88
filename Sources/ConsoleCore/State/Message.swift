public import TicketCore

/// Something that the operator was told.
public struct Message: Hashable, Sendable {
  /// How much it matters.
  public enum Kind: Hashable, Sendable { case info, success, warning, error }

  /// When the operator was told.
  public let at: Timestamp
  /// How much it matters.
  public let kind: Kind
  /// Foreign text may be in it: sanitise before showing it.
  public let text: String

  /// A message as the operator is told.
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

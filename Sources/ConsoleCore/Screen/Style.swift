/// What a cell means; the terminal decides how each meaning looks, in 256, 16, 8 colours or none.
public struct Style: Hashable, Sendable {
  /// The meanings. Never the only carrier of one: a word or a shape always says the same.
  public enum Role: UInt8, CaseIterable, Sendable {
    case plain, dim, strong
    case border, activeBorder, title
    case key, hint
    case open, inProgress, done, failed
    case stuck, warning, error, success
    case field, placeholder, button
    /// Part of a text that was looked for.
    case match
  }

  /// What the cell means.
  public var role: Role
  /// Under the selection bar, or a button that has the focus: drawn in reverse.
  public var selected: Bool

  /// A style that is not selected unless said so.
  public init(_ role: Role, selected: Bool = false) {
    self.role = role
    self.selected = selected
  }

  /// Text without a meaning of its own.
  public static let plain = Style(.plain)
}

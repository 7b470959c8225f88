/// What lines and boxes are drawn with.
public enum Borders: Hashable, Sendable, CaseIterable {
  /// Box-drawing characters.
  case lines
  /// `+`, `-` and `|`, for terminals that have nothing else.
  case ascii

  var horizontal: TerminalText { self == .lines ? "─" : "-" }
  var vertical: TerminalText { self == .lines ? "│" : "|" }
  var topLeft: TerminalText { self == .lines ? "┌" : "+" }
  var topRight: TerminalText { self == .lines ? "┐" : "+" }
  var bottomLeft: TerminalText { self == .lines ? "└" : "+" }
  var bottomRight: TerminalText { self == .lines ? "┘" : "+" }
}

/// What lines and boxes are drawn with.
public enum Borders: Hashable, Sendable, CaseIterable {
  /// Box-drawing characters.
  case lines
  /// `+`, `-` and `|`, for terminals that have nothing else.
  case ascii

  var horizontal: Glyph { self == .lines ? Glyph("─") : Glyph("-") }
  var vertical: Glyph { self == .lines ? Glyph("│") : Glyph("|") }
  var topLeft: Glyph { self == .lines ? Glyph("┌") : Glyph("+") }
  var topRight: Glyph { self == .lines ? Glyph("┐") : Glyph("+") }
  var bottomLeft: Glyph { self == .lines ? Glyph("└") : Glyph("+") }
  var bottomRight: Glyph { self == .lines ? Glyph("┘") : Glyph("+") }
}

/// One cell of a frame.
public struct Cell: Hashable, Sendable {
  /// What is drawn here; empty in the second half of a wide character.
  public internal(set) var glyph: Glyph
  /// 1, or 2 for a wide character, which also takes the cell to the right; that one has 0.
  public internal(set) var width: Int
  /// Both halves of a wide character have the same.
  public internal(set) var style: Style

  /// What is drawn here, as a text.
  public var text: String { glyph.text }

  static func blank(_ style: Style) -> Cell {
    Cell(glyph: .blank, width: 1, style: style)
  }
}

extension Frame {
  /// Draws a border along the inside of the rectangle and leaves what it encloses.
  ///
  /// `title` stands at the left of the upper edge and `trailing` at its right. When there is no room for both, the
  /// title is cut first. Nothing is drawn in less than two columns or rows.
  public mutating func box(
    _ rect: Rect, title: TerminalText? = nil, trailing: TerminalText? = nil, style: Style = Style(.border),
    titleStyle: Style? = nil
  ) {
    guard rect.columns >= 2, rect.rows >= 2 else { return }
    let top = rect.line(0)
    let bottom = rect.line(rect.rows - 1)
    edge(top, from: borders.topLeft, to: borders.topRight, style: style)
    edge(bottom, from: borders.bottomLeft, to: borders.bottomRight, style: style)
    let line = Cell(glyph: borders.vertical, width: 1, style: style)
    for column in [rect.column, rect.endColumn - 1] {
      fill(Rect(column: column, row: rect.row + 1, columns: 1, rows: rect.rows - 2), with: line)
    }
    head(top.inset(columns: 1, rows: 0), title: title, trailing: trailing, style: titleStyle ?? style)
  }

  /// Draws a horizontal line of that many columns, beginning at `origin`.
  public mutating func rule(at origin: Position, columns: Int, style: Style = Style(.border)) {
    let line = Rect(column: origin.column, row: origin.row, columns: columns, rows: 1)
    fill(line, with: Cell(glyph: borders.horizontal, width: 1, style: style))
  }

  private mutating func edge(_ line: Rect, from left: Glyph, to right: Glyph, style: Style) {
    rule(at: line.origin, columns: line.columns, style: style)
    for (corner, column) in [(left, line.column), (right, line.endColumn - 1)] {
      let cell = Cell(glyph: corner, width: 1, style: style)
      fill(Rect(column: column, row: line.row, columns: 1, rows: 1), with: cell)
    }
  }

  /// Writes what stands in the upper edge, each with a space on both sides: ` OPEN ────── 12 `.
  private mutating func head(_ line: Rect, title: TerminalText?, trailing: TerminalText?, style: Style) {
    let count = padded(trailing, within: line.columns)
    let name = padded(title, within: line.columns - count.width)
    put(name, at: line.origin, style: style)
    put(count, at: Position(column: line.endColumn - count.width, row: line.row), style: style)
  }

  private func padded(_ text: TerminalText?, within columns: Int) -> TerminalText {
    guard let text, !text.isEmpty, columns > 2 else { return TerminalText() }
    return " " + text.clipped(to: columns - 2) + " "
  }
}

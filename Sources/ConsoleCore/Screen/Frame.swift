/// A picture of the whole screen: exactly `size` cells, of which every row is as wide as the screen by `wcwidth`.
///
/// Whatever is drawn outside is cut off without a word. A wide character is never there by half: when one half is
/// overwritten or cut off, the other becomes a blank.
public struct Frame: Equatable, Sendable {
  /// Its extent, which never changes.
  public let size: Size
  /// What boxes and rules are drawn with.
  public let borders: Borders
  /// Whether text is turned into ASCII while it is drawn; borders then are too.
  public let asciiOnly: Bool
  /// Where the terminal's cursor stands; nil hides it, and so does a place outside of the screen.
  public var cursor: Position? {
    didSet {
      if let cursor, !bounds.contains(cursor) { self.cursor = nil }
    }
  }
  private var cells: [Cell]

  /// A blank frame without a cursor.
  public init(size: Size, borders: Borders = .lines, asciiOnly: Bool = false) {
    self.size = size
    self.borders = asciiOnly ? .ascii : borders
    self.asciiOnly = asciiOnly
    self.cells = Array(repeating: .blank(.plain), count: size.columns * size.rows)
  }

  /// All of it.
  public var bounds: Rect { Rect(size) }

  /// The cell at that place; outside of the frame, a blank.
  public subscript(column: Int, row: Int) -> Cell {
    bounds.contains(Position(column: column, row: row)) ? cells[index(column, row)] : .blank(.plain)
  }

  /// The cells of one row from left to right; none if there is no such row.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    (0..<size.rows).contains(row) ? cells[index(0, row)..<index(0, row + 1)] : []
  }

  /// Draws a text in one row and returns the columns it took.
  ///
  /// It gets at most `columns`, and never more than there are up to the right edge; if that is too little, the text
  /// ends in `~` unless `ellipsis` is false.
  @discardableResult
  public mutating func put(
    _ text: TerminalText, at origin: Position, style: Style = .plain, within columns: Int = .max, ellipsis: Bool = true
  ) -> Int {
    guard (0..<size.rows).contains(origin.row), (-text.width..<size.columns).contains(origin.column) else { return 0 }
    let shown = text.clipped(to: min(columns, size.columns - origin.column), ellipsis: ellipsis)
    var column = origin.column
    for cluster in (asciiOnly ? shown.ascii() : shown).clusters {
      place(cluster, column, origin.row, style)
      column += cluster.width
    }
    return shown.width
  }

  /// Makes every cell of the rectangle a blank of that style.
  public mutating func fill(_ rect: Rect, style: Style = .plain) { fill(rect, with: .blank(style)) }

  /// Makes every cell of the rectangle that one, which is not a wide one.
  mutating func fill(_ rect: Rect, with cell: Cell) {
    let visible = rect.intersection(bounds)
    guard !visible.isEmpty else { return }
    for row in visible.row..<visible.endRow {
      // Only at its edges a row can cut a wide character.
      set(cell, visible.column, row)
      set(cell, visible.endColumn - 1, row)
      for index in index(visible.column, row)..<index(visible.endColumn, row) { cells[index] = cell }
    }
  }

  /// Changes the style of what stands in the rectangle and leaves the text. A wide character follows its first half.
  public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let visible = rect.intersection(bounds)
    for row in visible.row..<visible.endRow {
      for index in index(visible.column, row)..<index(visible.endColumn, row) where cells[index].width > 0 {
        change(&cells[index].style)
        if cells[index].width == 2 { cells[index + 1].style = cells[index].style }
      }
    }
  }

  /// Gives everything in the rectangle one style.
  public mutating func restyle(_ rect: Rect, style: Style) {
    restyle(rect) { $0 = style }
  }

  /// Puts the selection bar over the rectangle: the meanings stay.
  public mutating func select(_ rect: Rect) {
    restyle(rect) { $0.selected = true }
  }
}

extension Frame {
  private func index(_ column: Int, _ row: Int) -> Int { row * size.columns + column }

  /// Places a cluster that may begin left of the frame, but never ends right of it.
  private mutating func place(_ cluster: TerminalText.Cluster, _ column: Int, _ row: Int, _ style: Style) {
    if column >= 0 {
      set(Cell(glyph: cluster.glyph, width: cluster.width, style: style), column, row)
    } else if column + cluster.width > 0 {
      set(.blank(style), 0, row)
    }
  }

  /// Writes a cell, blanking what is left of the wide characters that it cuts.
  private mutating func set(_ cell: Cell, _ column: Int, _ row: Int) {
    let first = index(column, row)
    let end = first + cell.width
    if cells[first].width == 0 { cells[first - 1] = .blank(cells[first - 1].style) }
    if column + cell.width < size.columns, cells[end].width == 0 { cells[end] = .blank(cells[end].style) }
    cells[first] = cell
    if cell.width == 2 { cells[first + 1] = Cell(glyph: .none, width: 0, style: cell.style) }
  }
}

/// A rectangle of cells. It may lie partly or wholly outside of a screen.
public struct Rect: Hashable, Sendable {
  /// The first column.
  public var column: Int
  /// The first row.
  public var row: Int
  /// Never negative.
  public let columns: Int
  /// Never negative.
  public let rows: Int

  /// A rectangle; an extent below 0 counts as 0.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// A whole screen.
  public init(_ size: Size) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// Its upper left cell.
  public var origin: Position { Position(column: column, row: row) }
  /// Its extent.
  public var size: Size { Size(columns: columns, rows: rows) }
  /// Whether it has no cell.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// The first column to the right of it.
  public var endColumn: Int { column + columns }
  /// The first row below it.
  public var endRow: Int { row + rows }

  /// Whether that cell is one of its own.
  public func contains(_ position: Position) -> Bool {
    (column..<endColumn).contains(position.column) && (row..<endRow).contains(position.row)
  }

  /// What is left when that much is taken off each side; empty rather than turned inside out.
  public func inset(columns dx: Int = 1, rows dy: Int = 1) -> Rect {
    Rect(column: column + dx, row: row + dy, columns: columns - 2 * dx, rows: rows - 2 * dy)
  }

  /// The part that both cover, empty if none.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top,
      columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
  }

  /// Its line number `offset`, counted from its top; empty if it has no such line.
  public func line(_ offset: Int) -> Rect {
    Rect(column: column, row: row + offset, columns: columns, rows: (0..<rows).contains(offset) ? 1 : 0)
  }
}

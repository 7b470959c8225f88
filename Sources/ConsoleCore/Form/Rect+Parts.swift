extension Rect {
  /// Some of its rows, from the one at `offset` on.
  func part(from offset: Int, rows: Int) -> Rect {
    Rect(column: column, row: row + offset, columns: columns, rows: rows)
  }

  /// What is left of it right of a column, that one included.
  func from(_ column: Int) -> Rect {
    Rect(column: column, row: row, columns: endColumn - column, rows: rows)
  }

  /// Its first columns, at most that many.
  func narrowed(to columns: Int) -> Rect {
    Rect(column: column, row: row, columns: min(columns, self.columns), rows: rows)
  }

  /// What is left right of `offset`, or, where `width` columns find no room there, of as much less, down to `least`.
  func fitting(_ width: Int, offset: Int, atLeast least: Int) -> Rect {
    from(column + max(least, min(offset, columns - width)))
  }
}

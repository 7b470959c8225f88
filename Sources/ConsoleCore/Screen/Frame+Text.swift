extension Frame {
  /// What one row shows, without the blanks at its end.
  public func rowText(_ row: Int) -> String {
    self.row(row).reduce(into: "") { $0.unicodeScalars.append(contentsOf: $1.glyph) }.trimmingEnd(of: " ")
  }

  /// What the frame shows, row by row.
  public var text: String {
    (0..<size.rows).map(rowText).joined(separator: "\n")
  }

  /// What the cells mean: one letter a cell, as `Style.letter` gives them, without the plain ones at a row's end.
  public var styles: String {
    (0..<size.rows).map { row in
      String(self.row(row).map(\.style.letter)).trimmingEnd(of: Style.plain.letter)
    }
    .joined(separator: "\n")
  }

  /// The frame as a page of text, to be compared and reviewed: size and cursor, what it shows, what that means.
  public var golden: String {
    let place = cursor.map { "cursor at column \($0.column), row \($0.row)" } ?? "no cursor"
    return "== \(size.columns)x\(size.rows), \(place)\n\(text)\n== styles\n\(styles)\n"
  }
}

extension String {
  fileprivate func trimmingEnd(of filler: Character) -> String {
    String(self[..<(lastIndex { $0 != filler }.map(index(after:)) ?? startIndex)])
  }
}

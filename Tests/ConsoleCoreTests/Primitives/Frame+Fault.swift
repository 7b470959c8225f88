import ConsoleCore

extension Frame {
  /// What is wrong with the frame as a screen: a row too long or too short, text that is not safe, half a wide character,
  /// a cursor outside. nil if nothing is.
  var fault: String? {
    for row in 0..<size.rows {
      let cells = Array(self.row(row))
      if cells.count != size.columns { return "row \(row) has \(cells.count) cells" }
      for (column, cell) in cells.enumerated() {
        if let fault = cell.fault(after: column > 0 ? cells[column - 1] : nil) { return "\(column),\(row): \(fault)" }
      }
      if cells.map(\.width).reduce(0, +) != size.columns { return "row \(row) is not \(size.columns) wide" }
    }
    if let cursor, !bounds.contains(cursor) { return "the cursor is outside" }
    return nil
  }
}

extension Cell {
  fileprivate func fault(after left: Cell?) -> String? {
    if width > 0 { return left?.width == 2 ? "no second half" : Safety.fault(of: text, width: width) }
    if left?.width != 2 { return "a half by itself" }
    if left?.style != style { return "two styles in one character" }
    return text.isEmpty ? nil : "text in a second half"
  }
}

import CLinux

@testable import ConsoleCore

/// Whatever is shown: only what may reach a terminal does, in just the columns that were promised.
enum TextEntry {
  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let columns = Int(choices.byte())
    let foreign = String(decoding: choices.rest(), as: UTF8.self)
    let text = TerminalText(foreign)
    try check(text, "the text")
    try check(text.ascii(), "as ASCII")
    try Finding.unless(text.ascii().string.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "not ASCII")
    try Finding.unlessSame(text.ascii().width, text.width, "width as ASCII")
    for ellipsis in [true, false] {
      let clipped = text.clipped(to: columns, ellipsis: ellipsis)
      try check(clipped, "clipped")
      try Finding.unless(clipped.width <= columns, "\(clipped.width) columns where there are \(columns)")
    }
    let lines = text.wrapped(to: columns)
    for line in lines { try Finding.unless(line.width <= columns, "a line of \(line.width) columns, not \(columns)") }
    if columns >= 2 {
      try Finding.unlessSame(lines.map(\.string).joined(), text.string, "wrapped and joined again")
    }
    // Safe text is as it is: nothing is made safe twice.
    if text.clusters.count < 500 { try Finding.unlessSame(TerminalText(text.string).string, text.string, "twice") }
    try checkFrame(text, columns)
  }

  private static func check(_ text: TerminalText, _ what: String) throws(Finding) {
    var width = 0
    for cluster in text.clusters {
      let scalars = Array(cluster.glyph)
      guard let base = scalars.first, scalars.count <= 1 + Glyph.mostMarks else { throw Finding("\(what): \(scalars)") }
      try Finding.unlessSame(Int(cl_wcwidth(base.value)), cluster.width, "\(what), width of \(scalars)")
      for mark in scalars.dropFirst() { try Finding.unlessSame(cl_wcwidth(mark.value), 0, "\(what), a mark") }
      for scalar in scalars { try Finding.unless(isAllowed(scalar), "\(what): U+\(String(scalar.value, radix: 16))") }
      width += cluster.width
    }
    try Finding.unlessSame(text.width, width, "\(what), width")
  }

  /// The rule of the allow-list, apart from the sanitiser's (notes on terminals: what ncurses lets through raw).
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: scalar == " "
    default: !scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isVariationSelector
    }
  }

  /// In a frame it stays in its row, and no wide character is ever there by half.
  private static func checkFrame(_ text: TerminalText, _ seed: Int) throws(Finding) {
    var frame = Frame(size: Size(columns: 1 + seed % 23, rows: 3))
    let before = (frame.row(0), frame.row(2))
    frame.put(text, at: Position(column: seed % 7 - 3, row: 1), within: 1 + seed % 11)
    try Finding.unless(before == (frame.row(0), frame.row(2)), "another row was drawn in")
    let cells = Array(frame.row(1))
    try Finding.unlessSame(cells.map(\.width).reduce(0, +), frame.size.columns, "the width of a row")
    for (index, cell) in cells.enumerated() where cell.width == 2 {
      try Finding.unless(index + 1 < cells.count && cells[index + 1].width == 0, "half a character")
    }
  }
}

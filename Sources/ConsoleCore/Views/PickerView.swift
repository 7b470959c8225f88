import TicketCore

extension ConsoleState {
  /// How many rows a picker shows at once, below what is searched for.
  func pickerRows(_ picker: CommandPicker) -> Int { max(0, pickerRect(picker).inset().rows - 1) }

  private func pickerRect(_ picker: CommandPicker) -> Rect {
    switch picker.kind {
    case .help: return body
    case .palette:
      let rows = min(body.rows, 14)
      return Rect(column: 0, row: body.endRow - rows, columns: body.columns, rows: rows)
    }
  }

  func drawPicker(_ picker: CommandPicker, _ frame: inout Frame) {
    var picker = picker
    let found = picker.found(words)
    picker.cursor.settle(count: found.count, visible: pickerRows(picker))
    let title = picker.kind == .help ? words.helpTitle : words.paletteTitle
    let position = TerminalText(words.lineOf(found.isEmpty ? 0 : picker.cursor.index + 1, found.count))
    let inside = frame.panel(
      pickerRect(picker), title: TerminalText(title), trailing: position, style: Style(.activeBorder))
    drawQuery(picker, &frame, inside.line(0))
    if found.isEmpty {
      frame.put(TerminalText(words.nothingFound), at: inside.line(1).origin, style: Style(.dim), within: inside.columns)
    }
    let rows = picker.cursor.rows(count: found.count, visible: pickerRows(picker))
    for (row, index) in rows.enumerated() {
      let line = inside.line(row + 1)
      let isFirst = index == rows.lowerBound || found[index - 1].chapter(words) != found[index].chapter(words)
      frame.put(TerminalText(mark(index == picker.cursor.index)), at: line.origin, style: Style(.strong))
      let rest = Rect(column: line.column + 2, row: line.row, columns: line.columns - 2, rows: line.rows)
      switch picker.kind {
      case .help: drawHelp(found[index], isFirstOfChapter: isFirst, in: rest, &frame)
      case .palette: drawName(found[index], in: rest, &frame)
      }
      if index == picker.cursor.index { frame.select(line) }
    }
  }

  private func drawQuery(_ picker: CommandPicker, _ frame: inout Frame, _ line: Rect) {
    let label = TerminalText(picker.kind == .help ? "\(words.search): " : ": ")
    let used = frame.put(label, at: line.origin, style: Style(.key), within: line.columns)
    let window = picker.query.visible(width: line.columns - used)
    let start = Position(column: line.column + used, row: line.row)
    frame.put(window.text, at: start, within: line.columns - used)
    frame.cursor = Position(column: start.column + window.cursor, row: line.row)
  }

  /// By chapter: keys, meaning, name; for the keys of forms, where they work.
  private func drawHelp(_ row: PickerRow, isFirstOfChapter: Bool, in line: Rect, _ frame: inout Frame) {
    var columns = Columns(line)
    if line.columns >= 90 {
      let chapter = isFirstOfChapter ? row.chapter(words) : ""
      columns.put(TerminalText(chapter), Style(.title), of: 20, &frame)
    }
    let keys = keys(of: row)
    columns.put(keys, Style(.key), of: max(16, min(keys.width, line.columns / 2)), &frame)
    InfoLine(row.meaning(words), trailing: row.label(words)).draw(&frame, in: columns.rest)
  }

  /// By name: name, meaning, key.
  private func drawName(_ row: PickerRow, in line: Rect, _ frame: inout Frame) {
    var columns = Columns(line)
    columns.put(TerminalText(row.name), Style(.strong), of: 18, &frame)
    InfoLine(TerminalText(row.meaning(words)), trailing: keys(of: row)).draw(&frame, in: columns.rest)
  }

  private func keys(of row: PickerRow) -> TerminalText {
    TerminalText(row.keys.map(\.label).joined(separator: " "))
  }
}

/// A line that is filled from the left, column by column.
private struct Columns {
  private(set) var rest: Rect

  init(_ line: Rect) { rest = line }

  mutating func put(_ text: TerminalText, _ style: Style, of columns: Int, _ frame: inout Frame) {
    frame.put(text, at: rest.origin, style: style, within: min(columns, rest.columns))
    rest = Rect(column: rest.column + columns + 1, row: rest.row, columns: rest.columns - columns - 1, rows: rest.rows)
  }
}

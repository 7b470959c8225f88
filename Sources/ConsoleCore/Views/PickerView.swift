import TicketCore

extension ConsoleState {
  /// How many commands a picker shows at once.
  func pickerRows(_ picker: CommandPicker) -> Int {
    max(0, pickerRect(picker).inset().rows - (picker.kind == .help ? 2 + formHelp.count : 1))
  }

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
      let isFirst = index == rows.lowerBound || found[index - 1].chapter != found[index].chapter
      frame.put(TerminalText(mark(index == picker.cursor.index)), at: line.origin, style: Style(.strong))
      let rest = Rect(column: line.column + 2, row: line.row, columns: line.columns - 2, rows: line.rows)
      switch picker.kind {
      case .help: drawHelp(found[index], isFirstOfChapter: isFirst, in: rest, &frame)
      case .palette: drawName(found[index], in: rest, &frame)
      }
      if index == picker.cursor.index { frame.select(line) }
    }
    guard picker.kind == .help else { return }
    for (row, line) in formHelp.enumerated() { line.draw(&frame, in: inside.line(inside.rows - formHelp.count + row)) }
  }

  private func drawQuery(_ picker: CommandPicker, _ frame: inout Frame, _ line: Rect) {
    let label = TerminalText(picker.kind == .help ? "\(words.search): " : ": ")
    let used = frame.put(label, at: line.origin, style: Style(.key), within: line.columns)
    let window = picker.query.visible(width: line.columns - used)
    let start = Position(column: line.column + used, row: line.row)
    frame.put(window.text, at: start, within: line.columns - used)
    frame.cursor = Position(column: start.column + window.cursor, row: line.row)
  }

  /// By chapter: key, meaning, name.
  private func drawHelp(_ command: ConsoleCommand, isFirstOfChapter: Bool, in line: Rect, _ frame: inout Frame) {
    var columns = Columns(line)
    if line.columns >= 90 {
      let chapter = isFirstOfChapter ? words.chapter(command.chapter) : ""
      columns.put(TerminalText(chapter), Style(.title), of: 20, &frame)
    }
    columns.put(keys(of: command), Style(.key), of: 16, &frame)
    InfoLine(words.meaning(of: command), trailing: command.rawValue).draw(&frame, in: columns.rest)
  }

  /// By name: name, meaning, key.
  private func drawName(_ command: ConsoleCommand, in line: Rect, _ frame: inout Frame) {
    var columns = Columns(line)
    columns.put(TerminalText(command.rawValue), Style(.strong), of: 18, &frame)
    InfoLine(TerminalText(words.meaning(of: command)), trailing: keys(of: command)).draw(&frame, in: columns.rest)
  }

  private func keys(of command: ConsoleCommand) -> TerminalText {
    TerminalText(KeyTable.board.keys(of: command).map(\.label).joined(separator: " "))
  }

  /// The keys of the forms, under the commands of the help; those that edit text where there is room for them.
  private var formHelp: [InfoLine] {
    guard body.rows >= 20 else { return [] }
    let shown = TicketForm.keys.filter { key in
      switch key.place {
      case .anywhere, .choice: true
      case .text: body.rows >= 34
      // Its footer names them.
      case .preview: false
      }
    }
    let keys = shown.map { key in
      key.keys.map(\.label).joined(separator: " ") + ": " + key.meaning(in: settings.language)
    }
    .joined(separator: "; ")
    let lines = TerminalText.rows(ofSentence: "\(words.alsoForms): \(keys)", columns: body.inset(columns: 2).columns)
    return lines.map { InfoLine($0, role: .dim) }
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

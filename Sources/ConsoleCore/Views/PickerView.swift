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
    let found = picker.found(words)
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
      let isFirst = index == rows.lowerBound || found[index - 1].chapter != found[index].chapter
      draw(found[index], isFirstOfChapter: isFirst, in: inside.line(row + 1), &frame)
      if index == picker.cursor.index { frame.select(inside.line(row + 1)) }
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

  private func draw(_ command: ConsoleCommand, isFirstOfChapter: Bool, in line: Rect, _ frame: inout Frame) {
    let keys = KeyTable.board.keys(of: command).map(\.label).joined(separator: " ")
    let isWide = line.columns >= 90
    var column = line.column
    if isWide {
      let chapter = isFirstOfChapter ? words.chapter(command.chapter) : ""
      frame.put(TerminalText(chapter), at: line.origin, style: Style(.title), within: 20)
      column += 21
    }
    frame.put(TerminalText(keys), at: Position(column: column, row: line.row), style: Style(.key), within: 16)
    column += 17
    let rest = Rect(column: column, row: line.row, columns: line.endColumn - column, rows: 1)
    InfoLine(words.meaning(of: command), trailing: command.rawValue).draw(&frame, in: rest)
  }

  /// The keys of the forms, under the commands of the help.
  private var formHelp: [InfoLine] {
    let keys = TicketForm.keys.filter { $0.place == .anywhere || $0.place == .choice || body.rows >= 34 }.map { "\($0.keys[0].label) \($0.meaning(in: settings.language))" }.joined(separator: "  ")
    let lines = TerminalText("\(words.alsoForms): \(keys)").wrapped(to: body.inset(columns: 2).columns)
    return body.rows >= 20 ? lines.map { InfoLine($0, role: .dim) } : []
  }
}

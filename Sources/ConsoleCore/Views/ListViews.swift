import TicketCore

extension ConsoleState {
  /// How many rows a list shows; below it stands all that the selected row has to say.
  var listRows: Int { listRect(count: 1).inset().rows }

  /// A list without anything has nothing to say of a selected row, either.
  private func listRect(count: Int) -> Rect {
    Rect(column: 0, row: body.row, columns: body.columns, rows: body.rows - (count > 0 ? wholeRows : 0))
  }

  private var wholeRows: Int { body.rows >= 18 ? 8 : body.rows >= 12 ? 5 : 3 }

  // MARK: Problems

  func drawProblems(_ list: ItemList<ProblemPlace>, _ frame: inout Frame, _ world: World) {
    let count = world.problemCount
    var cursor = following(list, world).cursor
    cursor.settle(count: count, visible: listRows)
    let inside = listPanel(words.problemsTitle, cursor, count: count, &frame)
    if count == 0 { put(words.noProblems, .success, &frame, in: inside) }
    let rows = cursor.rows(count: count, visible: inside.rows)
    for (row, problem) in world.problems(at: rows).enumerated() {
      draw(problem, isSelected: rows.lowerBound + row == cursor.index, in: inside.line(row), &frame)
    }
    guard let selected = world.problems(at: cursor.index..<(cursor.index + 1)).first else { return }
    let raw = world.records.line(at: selected.place, in: selected.file, limit: 4_096) ?? words.notRead
    drawWhole(place(of: selected), raw, &frame)
  }

  private func draw(_ problem: Problem, isSelected: Bool, in line: Rect, _ frame: inout Frame) {
    let text = "\(mark(isSelected)) \(problem.reason.sentence(in: settings.language))"
    InfoLine(text, role: .warning, trailing: place(of: problem)).draw(&frame, in: line)
    if isSelected { frame.select(line) }
  }

  private func place(of problem: Problem) -> String {
    words.place(file: problem.file.rawValue, line: problem.place.line, offset: problem.place.offset)
  }

  // MARK: Messages

  func drawMessages(_ list: ItemList<Int>, _ frame: inout Frame) {
    let all = messages.all
    var cursor = following(list).cursor
    cursor.settle(count: all.count, visible: listRows)
    let inside = listPanel(words.messagesTitle, cursor, count: all.count, &frame)
    if all.isEmpty { put(words.noMessages, .dim, &frame, in: inside) }
    for (row, index) in cursor.rows(count: all.count, visible: inside.rows).enumerated() {
      let line = inside.line(row)
      let isSelected = index == cursor.index
      let text = "\(mark(isSelected)) \(shortTime(all[index].at))  \(all[index].kind.word)  \(all[index].text)"
      frame.put(TerminalText(text), at: line.origin, style: Style(all[index].role), within: line.columns)
      if isSelected { frame.select(line) }
    }
    guard all.indices.contains(cursor.index) else { return }
    let selected = all[cursor.index]
    let kind = selected.kind == .info ? "" : "  \(selected.kind.word)"
    drawWhole(shortTime(selected.at) + kind, selected.text, &frame)
  }

  // MARK: What both have

  private func listPanel(_ title: String, _ cursor: ListCursor, count: Int, _ frame: inout Frame) -> Rect {
    let position = TerminalText(words.lineOf(count == 0 ? 0 : cursor.index + 1, count))
    return frame.panel(
      listRect(count: count), title: TerminalText(title), trailing: position, style: Style(.activeBorder))
  }

  private func drawWhole(_ title: String, _ text: String, _ frame: inout Frame) {
    let rect = Rect(column: 0, row: body.endRow - wholeRows, columns: body.columns, rows: wholeRows)
    let inside = frame.panel(rect, title: TerminalText(title))
    for (row, line) in wrap(text, inside.columns, .plain).prefix(inside.rows).enumerated() {
      line.draw(&frame, in: inside.line(row))
    }
  }
}

extension Message.Kind {
  /// A word for each, as wide as the others.
  var word: String {
    switch self {
    case .info: "     "
    case .success: "OK   "
    case .warning: "WARN "
    case .error: "ERROR"
    }
  }
}

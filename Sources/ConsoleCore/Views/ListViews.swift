import TicketCore

extension ConsoleState {
  /// How many rows the list on top shows.
  var listRows: Int {
    if case .problems = layers.last { return problemsRect.inset().rows }
    return body.inset().rows
  }

  // MARK: Problems

  private var rawRows: Int { body.rows >= 18 ? 8 : body.rows >= 12 ? 5 : 3 }

  private var problemsRect: Rect {
    Rect(column: 0, row: body.row, columns: body.columns, rows: body.rows - rawRows)
  }

  func drawProblems(_ cursor: ListCursor, _ frame: inout Frame, _ world: World) {
    let problems = world.problems
    var cursor = cursor
    cursor.settle(count: problems.count, visible: problemsRect.inset().rows)
    let position = TerminalText(words.lineOf(problems.isEmpty ? 0 : cursor.index + 1, problems.count))
    let inside = frame.panel(
      problemsRect, title: TerminalText(words.problemsTitle), trailing: position, style: Style(.activeBorder))
    if problems.isEmpty { frame.put(TerminalText(words.noProblems), at: inside.origin, style: Style(.success)) }
    for (row, index) in cursor.rows(count: problems.count, visible: inside.rows).enumerated() {
      draw(problems[index], in: inside.line(row), &frame)
      if index == cursor.index { frame.select(inside.line(row)) }
    }
    let rawRect = Rect(column: 0, row: problemsRect.endRow, columns: body.columns, rows: rawRows)
    let selected = problems.indices.contains(cursor.index) ? problems[cursor.index] : nil
    let rawInside = frame.panel(rawRect, title: TerminalText(selected.map(name) ?? ""))
    guard let selected else { return }
    let raw = world.records.line(at: selected.place, in: selected.file, limit: 4_096) ?? words.notRead
    for (row, line) in wrap(raw, rawInside.columns, .plain).prefix(rawInside.rows).enumerated() {
      line.draw(&frame, in: rawInside.line(row))
    }
  }

  private func draw(_ problem: Problem, in line: Rect, _ frame: inout Frame) {
    let nameColumns = min(46, line.columns / 2)
    frame.put(TerminalText(name(problem)), at: line.origin, style: Style(.dim), within: nameColumns)
    let start = Position(column: line.column + nameColumns + 1, row: line.row)
    frame.put(
      TerminalText(problem.reason.sentence(in: settings.language)), at: start, style: Style(.warning),
      within: line.columns - nameColumns - 1)
  }

  private func name(_ problem: Problem) -> String {
    "\(problem.file.rawValue):\(problem.place.line) @\(problem.place.offset)"
  }

  // MARK: Messages

  func drawMessages(_ cursor: ListCursor, _ frame: inout Frame) {
    let all = messages.all
    var cursor = cursor
    cursor.settle(count: all.count, visible: body.inset().rows)
    let position = TerminalText(words.lineOf(all.isEmpty ? 0 : cursor.index + 1, all.count))
    let inside = frame.panel(
      body, title: TerminalText(words.messagesTitle), trailing: position, style: Style(.activeBorder))
    if all.isEmpty { frame.put(TerminalText(words.noMessages), at: inside.origin, style: Style(.dim)) }
    for (row, index) in cursor.rows(count: all.count, visible: inside.rows).enumerated() {
      let line = inside.line(row)
      let text = TerminalText("\(shortTime(all[index].at))  \(all[index].kind.word)  \(all[index].text)")
      frame.put(text, at: line.origin, style: Style(all[index].role), within: line.columns)
      if index == cursor.index { frame.select(line) }
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

import TicketCore

extension ConsoleState {
  /// The lines of an opened ticket, and how many of them fit.
  func detailText(_ detail: DetailState, _ world: World) -> (lines: [InfoLine], visible: Int) {
    guard let ticket = world.board.ticket(detail.ticket) else {
      return ([InfoLine(words.notOnBoard, role: .dim)], 1)
    }
    let columns = detailRect.inset(columns: 2).columns
    let records = world.records.history(of: ticket)
    var lines = [InfoLine(words.columnTitle(ticket.status), role: ticket.status.role)]
    lines += wrap(askedFor(ticket, records.first), columns, .strong)
    if let stuck = StuckReason(ticket, lock: workersLock, now: now) {
      lines.append(InfoLine(words.stuckReason(stuck), role: .stuck))
    }
    for record in records {
      lines.append(InfoLine(""))
      lines += wrap(historyText(record), columns, historyRole(record))
      if record.place != .unknown {
        let place = words.place(
          file: record.file.rawValue, line: record.place.line, offset: record.place.offset)
        lines.append(InfoLine(place, role: .dim))
      }
      lines += wrap(record.raw, columns, .dim)
    }
    return (lines, detailRect.inset().rows)
  }

  func drawDetail(_ detail: DetailState, _ frame: inout Frame, _ world: World) {
    let (lines, visible) = detailText(detail, world)
    var detail = detail
    detail.settle(rows: lines.count, visible: visible)
    let end = min(lines.count, detail.scroll + visible)
    let position = lines.count > visible ? TerminalText(words.lineOf(end, lines.count)) : nil
    let title = TerminalText("\(words.detail) \(detail.ticket)")
    let inside = frame.panel(detailRect, title: title, trailing: position, style: Style(.activeBorder))
    for (row, line) in lines.dropFirst(detail.scroll).prefix(visible).enumerated() {
      line.draw(&frame, in: inside.line(row))
    }
    highlight(&frame, in: inside)
    drawActions(detail, &frame, world)
  }

  private func drawActions(_ detail: DetailState, _ frame: inout Frame, _ world: World) {
    let inside = frame.panel(actionsRect, title: TerminalText(words.actions), style: Style(.activeBorder))
    guard let ticket = world.board.ticket(detail.ticket) else { return }
    var cursor = detail.actions
    cursor.settle(count: DetailState.commands.count, visible: inside.rows)
    for (row, index) in cursor.rows(count: DetailState.commands.count, visible: inside.rows).enumerated() {
      let command = DetailState.commands[index]
      let isPossible = command.isPossible(ticket.status)
      let key = KeyTable.detail.keys(of: command).first?.label ?? " "
      let text = "\(mark(index == cursor.index)) \(key)  \(words.meaning(of: command))"
      let why = isPossible ? nil : words.notPossible(ticket.status)
      InfoLine(text, role: isPossible ? .plain : .dim, trailing: why).draw(&frame, in: inside.line(row))
      if index == cursor.index { frame.select(inside.line(row)) }
    }
  }

  /// How many actions fit on the screen.
  var actionRows: Int { actionsRect.inset().rows }

  private var actionsRect: Rect {
    let rows = max(3, min(DetailState.commands.count + 2, body.rows / 2))
    return Rect(column: 0, row: body.endRow - rows, columns: body.columns, rows: rows)
  }

  private var detailRect: Rect {
    Rect(column: 0, row: body.row, columns: body.columns, rows: body.rows - actionsRect.rows)
  }

  /// The most scalars of a record that are shown; no operator reads on from here.
  private static let longest = 65_536

  /// Any text in lines, also one that `TerminalText` alone would cut.
  func wrap(_ text: String, _ columns: Int, _ role: Style.Role) -> [InfoLine] {
    var whole = TerminalText()
    var rest = text.unicodeScalars.prefix(Self.longest)
    let isCut = rest.endIndex < text.unicodeScalars.endIndex
    while !rest.isEmpty {
      let piece = rest.prefix(TerminalText.limit)
      whole += TerminalText(Substring(piece))
      rest = rest[piece.endIndex...]
    }
    let lines = whole.wrapped(to: columns).map { InfoLine($0, role: role) }
    return isCut ? lines + [InfoLine(words.cutHere(Self.longest), role: .warning)] : lines
  }
}

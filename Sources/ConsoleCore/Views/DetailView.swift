import TicketCore

extension ConsoleState {
  /// The lines of an opened ticket, and how many of them fit.
  func detailText(_ detail: DetailState, _ world: World) -> (lines: [InfoLine], visible: Int) {
    guard let ticket = world.board.ticket(detail.ticket) else {
      return ([InfoLine(words.notYetOnBoard, role: .dim)], 1)
    }
    let columns = detailRect.inset(columns: 2).columns
    var lines = [InfoLine(askedFor(ticket, nil), role: .strong, trailing: words.columnTitle(ticket.status))]
    if let stuck = StuckReason(ticket, lock: lock, now: now) {
      lines.append(InfoLine(words.stuckReason(stuck), role: .stuck))
    }
    for record in world.records.history(of: ticket) {
      lines.append(InfoLine(""))
      lines.append(historyLine(record, ticket))
      if record.file == .requests { lines += wrap(record.purpose, columns, .plain) }
      lines += wrap(record.raw, columns, .dim)
    }
    return (lines, detailRect.inset().rows)
  }

  func drawDetail(_ detail: DetailState, _ frame: inout Frame, _ world: World) {
    let (lines, visible) = detailText(detail, world)
    let end = min(lines.count, detail.scroll + visible)
    let position = lines.count > visible ? TerminalText(words.lineOf(end, lines.count)) : nil
    let title = TerminalText("\(words.detail) \(detail.ticket)")
    let inside = frame.panel(detailRect, title: title, trailing: position, style: Style(.activeBorder))
    for (row, line) in lines.dropFirst(detail.scroll).prefix(visible).enumerated() {
      line.draw(&frame, in: inside.line(row))
    }
    drawActions(detail, &frame, world)
  }

  private func drawActions(_ detail: DetailState, _ frame: inout Frame, _ world: World) {
    let inside = frame.panel(actionsRect, title: TerminalText(words.actions), style: Style(.activeBorder))
    guard let ticket = world.board.ticket(detail.ticket) else { return }
    let rows = detail.actions.rows(count: DetailState.commands.count, visible: inside.rows)
    for (row, index) in rows.enumerated() {
      let action = TicketAction(DetailState.commands[index], ticket: ticket, focus: board.focus)
      let line = inside.line(row)
      let key = KeyTable.board.keys(of: action.command).first?.label ?? ""
      let isSelected = index == detail.actions.index
      let mark = isSelected ? ">" : " "
      var text = "\(mark) \(key.isEmpty ? " " : key)  \(words.meaning(of: action.command))"
      if let hindrance = action.hindrance { text += "  (\(reason(hindrance)))" }
      frame.put(
        TerminalText(text), at: line.origin, style: Style(action.hindrance == nil ? .plain : .dim),
        within: line.columns)
      if isSelected { frame.select(line) }
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

  private func reason(_ hindrance: TicketAction.Hindrance) -> String {
    switch hindrance {
    case .status(let status): words.notPossible(status)
    case .alreadyThere: words.alreadyThere
    }
  }

  /// Any text, whole, in lines; `TerminalText` alone would cut it.
  func wrap(_ text: String, _ columns: Int, _ role: Style.Role) -> [InfoLine] {
    var whole = TerminalText()
    var rest = text.prefix(65_536)
    while !rest.isEmpty {
      let piece = rest.prefix(1_000)
      whole += TerminalText(piece)
      rest = rest[piece.endIndex...]
    }
    return whole.wrapped(to: columns).map { InfoLine($0, role: role) }
  }
}

import TicketCore

extension ConsoleState {
  // MARK: Which new ticket

  func drawNewTicket(_ cursor: ListCursor, _ frame: inout Frame) {
    let rect = dialog(columns: 46, rows: Self.newTickets.count + 2)
    let inside = frame.panel(rect, title: TerminalText(words.newTicketTitle), style: Style(.activeBorder))
    for (row, command) in Self.newTickets.enumerated() {
      let isSelected = row == cursor.index
      let key = KeyTable.newTicket.keys(of: command).map(\.label).joined(separator: " ")
      let text = TerminalText("\(isSelected ? ">" : " ") \(key)  \(words.meaning(of: command))")
      frame.put(text, at: inside.line(row).origin, within: inside.columns)
      if isSelected { frame.select(inside.line(row)) }
    }
  }

  // MARK: Forms

  func drawForm(_ form: TicketForm, _ frame: inout Frame, _ world: World) {
    let notes = FormNotes(language: settings.language, duplicates: duplicates(of: form, world))
    frame.fill(body)
    form.draw(on: &frame, in: body, notes: notes)
  }

  /// The newest OPEN tickets that may ask for the same as a form are read to be sure, up to so many.
  private static let mostCandidates = 50

  /// OPEN tickets that ask for the same as the form, newest first; at most three.
  private func duplicates(of form: TicketForm, _ world: World) -> [FormNotes.Duplicate] {
    guard let probe = form.probe else { return [] }
    let candidates = world.board.openTickets(type: probe.type, mode: probe.mode, reasonHash: probe.reasonHash)
    return candidates.suffix(Self.mostCandidates).reversed().lazy
      .map { world.board.ticket(at: $0) }
      .filter { world.records.record(at: $0.request, in: .requests).map { probe.matches(record: $0.json) } ?? false }
      .prefix(3).map { FormNotes.Duplicate(id: $0.id, age: Age.text(of: $0.requestedAt, at: now)) }
  }

  // MARK: Confirmations

  func drawConfirmation(_ confirmation: Confirmation, _ frame: inout Frame, _ world: World) {
    let rect = dialog(columns: 76, rows: confirmation.message == nil ? 6 : 8)
    let title = TerminalText(words.confirmTitle(confirmation.command))
    let inside = frame.panel(rect, title: title, style: Style(.activeBorder), titleStyle: Style(.warning))
    let lines = subjectLines(confirmation, world)
    for (row, line) in lines.enumerated() { line.draw(&frame, in: inside.line(row)) }
    if let field = confirmation.message { drawMessageField(field, &frame, inside, row: lines.count + 1) }
    let keys = inside.line(inside.rows - 1)
    frame.put(TerminalText(words.confirmKeys), at: keys.origin, style: Style(.key), within: keys.columns)
  }

  private func subjectLines(_ confirmation: Confirmation, _ world: World) -> [InfoLine] {
    guard case .ticket(let id, _) = confirmation.subject else { return [InfoLine(words.quitWithDraft)] }
    guard let ticket = world.board.ticket(id) else { return [InfoLine(id.description, role: .strong)] }
    let request = world.records.record(at: ticket.request, in: .requests)
    return [InfoLine(id.description, role: .strong), InfoLine(askedFor(ticket, request))]
  }

  private func drawMessageField(_ field: TextField, _ frame: inout Frame, _ inside: Rect, row: Int) {
    let line = inside.line(row)
    let label = TerminalText("\(words.message): ")
    let used = frame.put(label, at: line.origin, within: line.columns)
    let rect = Rect(column: line.column + used, row: line.row, columns: line.columns - used, rows: line.rows)
    frame.fill(rect, style: Style(.field))
    let window = field.visible(width: rect.columns)
    frame.put(window.text, at: rect.origin, style: Style(.field), within: rect.columns)
    frame.cursor = Position(column: rect.column + window.cursor, row: rect.row)
  }
}

import TicketCore

extension ConsoleState {
  // MARK: Which new ticket

  func drawNewTicket(_ cursor: ListCursor, _ frame: inout Frame) {
    let rect = dialog(columns: 46, rows: Self.newTickets.count + 2)
    let inside = frame.panel(rect, title: TerminalText(words.newTicketTitle), style: Style(.activeBorder))
    for (row, command) in Self.newTickets.enumerated() {
      let isSelected = row == cursor.index
      let key = KeyTable.newTicket.keys(of: command).map(\.label).joined(separator: " ")
      let draft = command.formType.flatMap { drafts[$0] }.map { _ in words.draft }
      InfoLine("\(mark(isSelected)) \(key)  \(words.meaning(of: command))", trailing: draft)
        .draw(&frame, in: inside.line(row))
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
      .filter { ticket in
        let record = world.records.record(at: ticket.request, in: .requests, of: ticket.id)
        return record.map { probe.matches(record: $0.json) } ?? false
      }
      .prefix(3).map { FormNotes.Duplicate(id: $0.id, age: Age.text(of: $0.requestedAt, at: now)) }
  }

  // MARK: Confirmations

  private static let confirmationColumns = 76

  func drawConfirmation(_ confirmation: Confirmation, _ frame: inout Frame, _ world: World) {
    let lines = subjectLines(confirmation, world)
    // A blank line, the message, the keys, the border.
    let rect = dialog(columns: Self.confirmationColumns, rows: lines.count + (confirmation.message == nil ? 4 : 5))
    let title = TerminalText(words.confirmTitle(confirmation.command))
    let inside = frame.panel(rect, title: title, style: Style(.activeBorder), titleStyle: Style(.warning))
    for (row, line) in lines.enumerated() { line.draw(&frame, in: inside.line(row)) }
    let keys = inside.line(inside.rows - 1)
    if let field = confirmation.message { drawMessageField(field, &frame, in: inside.line(inside.rows - 2)) }
    let isPossible = refusal(of: confirmation, world) == nil
    frame.put(
      TerminalText(isPossible ? words.confirmKeys : words.noLongerPossible), at: keys.origin,
      style: Style(isPossible ? .key : .warning), within: keys.columns)
  }

  private func subjectLines(_ confirmation: Confirmation, _ world: World) -> [InfoLine] {
    guard case .ticket(let id, _) = confirmation.subject else {
      let columns = dialog(columns: Self.confirmationColumns, rows: 0).inset(columns: 2).columns
      return TerminalText.rows(ofSentence: words.quitHolding(heldText), columns: columns).map {
        InfoLine($0)
      }
    }
    let name = InfoLine(id.description, role: .strong)
    guard let ticket = world.board.ticket(id) else { return [name, InfoLine(words.notOnBoard, role: .warning)] }
    let request = world.records.record(at: ticket.request, in: .requests, of: id)
    let standing = [words.columnTitle(ticket.status), ticket.processor, Age.text(of: ticket.lastAt, at: now)]
    let isPossible = confirmation.command.isPossible(ticket.status)
    return [
      name, InfoLine(askedFor(ticket, request)),
      InfoLine(standing.compactMap(\.self).joined(separator: "  "), role: isPossible ? ticket.status.role : .warning),
    ]
  }

  private func drawMessageField(_ field: TextField, _ frame: inout Frame, in line: Rect) {
    let label = TerminalText("\(words.message): ")
    let used = frame.put(label, at: line.origin, within: line.columns)
    let rect = Rect(column: line.column + used, row: line.row, columns: line.columns - used, rows: line.rows)
    frame.fill(rect, style: Style(.field))
    let window = field.visible(width: rect.columns)
    frame.put(window.text, at: rect.origin, style: Style(.field), within: rect.columns)
    frame.cursor = Position(column: rect.column + window.cursor, row: rect.row)
  }
}

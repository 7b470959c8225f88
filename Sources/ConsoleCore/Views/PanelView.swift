import TicketCore

extension ConsoleState {
  /// The selected ticket in a few lines: what it asks for, its history, and where each record stands.
  func drawPanel(_ frame: inout Frame, _ world: World) {
    guard layout.panel.rows > 0 else { return }
    guard let id = board.selected else {
      let inside = frame.panel(layout.panel, title: "")
      frame.put(TerminalText(words.noTicket), at: inside.origin, style: Style(.dim), within: inside.columns)
      return
    }
    guard let ticket = world.board.ticket(id) else {
      let inside = frame.panel(layout.panel, title: TerminalText(id.description))
      frame.put(TerminalText(words.notYetOnBoard), at: inside.origin, style: Style(.dim), within: inside.columns)
      return
    }
    let moved = ticket.status == board.focus ? nil : TerminalText(words.movedTo(ticket.status))
    let inside = frame.panel(layout.panel, title: TerminalText(id.description), trailing: moved)
    let lines = panelLines(ticket, world)
    for (row, line) in lines.prefix(inside.rows).enumerated() { line.draw(&frame, in: inside.line(row)) }
  }

  private func panelLines(_ ticket: Ticket, _ world: World) -> [InfoLine] {
    let records = world.records.history(of: ticket)
    var lines = [InfoLine(askedFor(ticket, records.first), role: .strong)]
    lines += records.map { historyLine($0, ticket) }
    if ticket.status == .open {
      let before = ColumnOrder(.open, in: world.board).index(of: ticket.ordinal)
      lines.append(InfoLine(words.waiting(Age.text(of: ticket.requestedAt, at: now), before: before), role: .open))
    }
    if let stuck = StuckReason(ticket, lock: lock, now: now) {
      lines.append(InfoLine(words.stuckReason(stuck), role: .stuck))
    }
    return lines
  }

  /// `REQUEST_RECONCILE  FULL  "…"  trace`.
  func askedFor(_ ticket: Ticket, _ request: StoredRecord?) -> String {
    var parts = [ticket.type.text]
    if let mode = ticket.mode { parts.append(mode) }
    if let request {
      parts.append("\"\(request.purpose)\"")
      if let trace = request.text("trace_id") { parts.append("\(words.trace) \(trace)") }
    }
    return parts.joined(separator: "  ")
  }

  /// `14:29:02  IN_PROGRESS  worker_4242  message`, and where it stands.
  func historyLine(_ record: StoredRecord, _ ticket: Ticket) -> InfoLine {
    let time = record.timeText.flatMap { Timestamp($0) }.map(shortTime) ?? words.unreadableTime
    let place = words.place(file: record.file.rawValue, line: record.place.line, offset: record.place.offset)
    switch record.file {
    case .requests:
      return InfoLine("\(time)  \(words.requested)", role: .plain, trailing: place)
    case .results:
      let parts = [time, record.text("status"), record.text("processor_id"), record.text("message")]
      let role = record.text("status").flatMap(TicketStatus.init)?.role ?? .plain
      return InfoLine(parts.compactMap(\.self).joined(separator: "  "), role: role, trailing: place)
    }
  }

  /// `14:29:02`, with the date where it is not today's.
  func shortTime(_ time: Timestamp) -> String {
    let civil = CivilTime(microseconds: time.microseconds, offset: settings.offset)
    let today = CivilTime(microseconds: now.microseconds, offset: settings.offset)
    return civil.date == today.date ? civil.time : "\(civil.date) \(civil.time)"
  }
}

/// A line of text with something at its right, which gives way where there is no room for both.
struct InfoLine {
  let text: TerminalText
  let role: Style.Role
  let trailing: TerminalText?

  init(_ text: String, role: Style.Role = .plain, trailing: String? = nil) {
    self.init(TerminalText(text), role: role, trailing: trailing.map { TerminalText($0) })
  }

  init(_ text: TerminalText, role: Style.Role = .plain, trailing: TerminalText? = nil) {
    self.text = text
    self.role = role
    self.trailing = trailing
  }

  func draw(_ frame: inout Frame, in line: Rect) {
    var room = line.columns
    if let trailing, min(text.width, 30) + 2 + trailing.width <= line.columns {
      room = frame.putRight(trailing, in: line, style: Style(.dim)) - 2
    }
    frame.put(text, at: line.origin, style: Style(role), within: room)
  }
}

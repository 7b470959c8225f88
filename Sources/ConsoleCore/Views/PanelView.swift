import TicketCore
import Worker

extension ConsoleState {
  /// The selected ticket in a few lines: what it asks for, its history, and where each record stands.
  func drawPanel(_ frame: inout Frame, _ world: World) {
    guard layout.panel.rows > 0 else { return }
    let shown = board.shown(world.board)
    guard let id = board.selected else {
      let inside = frame.panel(layout.panel, title: "")
      let isFirstRun = shown.count == 0 && feed.isSettled
      let hidesAll = shown.count > 0 ? board.filter : nil
      let text = isFirstRun ? words.firstRun : hidesAll.map(words.nothing) ?? words.noTicket
      return put(text, .dim, &frame, in: inside)
    }
    guard let ticket = shown.ticket(id) else {
      let inside = frame.panel(layout.panel, title: TerminalText(id.description))
      return put(words.notOnBoard, .dim, &frame, in: inside)
    }
    let inside = frame.panel(
      layout.panel, title: TerminalText(id.description), trailing: whereabouts(of: ticket, world))
    let lines = panelLines(ticket, most: inside.rows, world)
    for (row, line) in lines.prefix(inside.rows).enumerated() { line.draw(&frame, in: inside.line(row)) }
    highlight(&frame, in: inside)
  }

  /// Where the selected ticket is, if it is not in sight in its column.
  private func whereabouts(of ticket: Ticket, _ world: World) -> TerminalText? {
    if ticket.status != board.focus { return TerminalText(words.movedTo(ticket.status)) }
    return board.isSelectionInSight(world.board) ? nil : TerminalText(words.hiddenByFilter)
  }

  /// Where there is no room for all, the newest records are the ones to know.
  private func panelLines(_ ticket: Ticket, most: Int, _ world: World) -> [InfoLine] {
    let records = world.records.history(of: ticket)
    let trace = records.first?.text("trace_id").map { "\(words.trace) \($0)" }
    var lines = [InfoLine(askedFor(ticket, records.first), role: .strong, trailing: trace)]
    if ticket.status == .open { lines.append(InfoLine(waiting(ticket, world), role: .open)) }
    if let stuck = stuck(ticket, world) { lines.append(InfoLine(words.stuckReason(stuck), role: .stuck)) }
    return lines + records.suffix(max(0, most - lines.count)).map(historyLine)
  }

  /// How long an OPEN ticket has waited, how many stand before it, and what it waits for.
  private func waiting(_ ticket: Ticket, _ world: World) -> String {
    let before = ColumnOrder(.open, in: board.shown(world.board)).index(of: ticket.ordinal)
    let waiting = words.waiting(ticket.requestedAt?.seconds(until: now), before: before)
    return worker == .off && workersLock == .here(nil) ? "\(waiting), \(words.nobodyWorks)" : waiting
  }

  /// `REQUEST_RECONCILE  FULL  "…"`.
  func askedFor(_ ticket: Ticket, _ request: StoredRecord?) -> String {
    [ticket.type.text, ticket.mode, request.map { "\"\($0.purpose)\"" }].compactMap(\.self).joined(separator: "  ")
  }

  /// `14:29:02  IN_PROGRESS  worker_4242  message`, and which line that is, where there is room for both.
  private func historyLine(_ record: StoredRecord) -> InfoLine {
    let isKnown = record.place != .unknown
    let place = isKnown ? words.place(file: record.file.rawValue, line: record.place.line) : nil
    return InfoLine(historyText(record), role: historyRole(record), trailing: place, keepsText: true)
  }

  func historyText(_ record: StoredRecord) -> String {
    let time = record.timeText.flatMap { Timestamp($0) }.map(shortTime) ?? words.unreadableTime
    let parts =
      switch record.file {
      case .requests: [words.requested]
      case .results: [record.text("status"), record.text("processor_id"), record.text("message")].compactMap(\.self)
      }
    return ([time] + parts).joined(separator: "  ")
  }

  func historyRole(_ record: StoredRecord) -> Style.Role {
    guard record.file == .results else { return .plain }
    return record.text("status").flatMap(TicketStatus.init)?.role ?? .plain
  }

  /// `14:29:02`, with the date where it is not today's.
  func shortTime(_ time: Timestamp) -> String {
    let civil = CivilTime(microseconds: time.microseconds, offset: settings.offset)
    let today = CivilTime(microseconds: now.microseconds, offset: settings.offset)
    return civil.date == today.date ? civil.time : "\(civil.date) \(civil.time)"
  }
}

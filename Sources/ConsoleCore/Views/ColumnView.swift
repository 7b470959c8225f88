import TicketCore

extension ConsoleState {
  /// Narrow screens: which column is shown, and how full the others are.
  func drawTabs(_ frame: inout Frame, _ world: World) {
    let long = TicketStatus.allCases.enumerated().map { "\($0 + 1) \($1.rawValue) \(count($1, world))" }
    let isRoomy = long.reduce(0) { $0 + $1.count + 2 } <= layout.tabs.columns
    let texts = isRoomy ? long : TicketStatus.allCases.map { "\($0.shortName) \(count($0, world))" }
    var column = 0
    for (status, text) in zip(TicketStatus.allCases, texts) {
      let isFocus = status == board.focus
      let tab = TerminalText(isFocus ? "[\(text)]" : " \(text) ")
      let place = Position(column: column, row: layout.tabs.row)
      column += frame.put(tab, at: place, style: Style(status.role, selected: isFocus))
    }
  }

  func drawColumn(_ status: TicketStatus, _ frame: inout Frame, _ world: World) {
    guard let rect = layout.column(status, focus: board.focus) else { return }
    let shown = board.shown(world.board)
    // Only one place has the keys: while something lies over the board, no column has them.
    let isFocus = status == board.focus && layers.isEmpty
    let inside = frame.panel(
      rect, title: TerminalText((isFocus && !layout.isNarrow ? "> " : "") + words.columnTitle(status)),
      trailing: TerminalText(count(status, world)),
      style: Style(isFocus ? .activeBorder : .border), titleStyle: Style(status.role))
    let order = board.order(status, world.board)
    guard order.count > 0 else { return put(emptyText(status, world), .dim, &frame, in: inside) }
    let state = board[status]
    let height = layout.cardRows(status)
    for slot in 0..<layout.cards(in: status) {
      guard let ordinal = order.ordinal(at: state.top + slot) else { break }
      let card = Rect(column: rect.column + 1, row: inside.row + slot * height, columns: rect.columns - 2, rows: height)
      let ticket = shown.ticket(at: ordinal)
      let isSelected = ticket.id == state.selected
      drawCard(ticket, mark: isSelected ? (isFocus ? ">" : "-") : " ", in: card, &frame, world)
      if isFocus, isSelected { frame.select(card) }
    }
  }

  /// How many tickets a column has; under a filter, how many it shows of how many.
  private func count(_ status: TicketStatus, _ world: World) -> String {
    let all = board.shown(world.board).count(status)
    return board.filter == nil ? "\(all)" : "\(board.tickets(status, world.board).count)/\(all)"
  }

  private func emptyText(_ status: TicketStatus, _ world: World) -> String {
    if let filter = board.filter, board.shown(world.board).count(status) > 0 { return words.nothing(filter) }
    return switch feed {
    case .live, .unfinished: words.emptyColumn(status)
    case .loading, .reloading: words.loading
    case .stale: words.stale
    }
  }

  /// - Parameter mark: `>` where the keys are, `-` where they will be when the operator comes back to this column.
  private func drawCard(_ ticket: Ticket, mark: TerminalText, in card: Rect, _ frame: inout Frame, _ world: World) {
    let stuck = stuck(ticket, world)
    frame.put(mark == " " && stuck != nil ? "!" : mark, at: card.origin, style: Style(stuck == nil ? .strong : .stuck))
    // Two columns for the mark, one blank before the border.
    let line = Rect(column: card.column + 2, row: card.row, columns: card.columns - 3, rows: 1)
    let age = Age.text(of: ticket.status == .open ? ticket.requestedAt : ticket.lastAt, at: now)
    defer { highlight(&frame, in: card) }
    let ageText = TerminalText(stuck == nil ? age : "\(words.stuckMark) \(age)")
    let left = frame.putRight(ageText, in: line, style: Style(stuck == nil ? .dim : .stuck)) - 1
    let title = TerminalText([ticket.type.shortName, ticket.mode].compactMap(\.self).joined(separator: " "))
    let text = TerminalText(world.summary(of: ticket, showing: board.filter?.filter.highlights ?? []) ?? words.notRead)
    if layout.isNarrow {
      let titleColumns = min(22, left)
      frame.put(title, at: line.origin, style: Style(.strong), within: titleColumns)
      let start = Position(column: line.column + titleColumns + 1, row: line.row)
      frame.put(text, at: start, within: left - titleColumns - 1)
      return
    }
    frame.put(title, at: line.origin, style: Style(.strong), within: left)
    frame.put(text, at: Position(column: line.column, row: card.row + 1), within: line.columns)
    if ticket.status == .inProgress {
      let processor = TerminalText(ticket.processor ?? "")
      frame.put(
        processor, at: Position(column: line.column, row: card.row + 2), style: Style(.dim), within: line.columns)
    }
  }
}

extension World {
  /// What a card says of a ticket: what was asked for, or, when it is ended, what became of it; the former also then, if
  /// only there stands what is looked for.
  func summary(of ticket: Ticket, showing words: [TextPattern] = []) -> String? {
    func purpose() -> String? { records.record(at: ticket.request, in: .requests, of: ticket.id)?.purpose }
    guard let completed = ticket.completed else { return purpose() }
    let message = records.record(at: completed, in: .results, of: ticket.id)?.text("message")
    guard let message, !words.isEmpty, !words.contains(where: { $0.matches(message) }) else { return message }
    return purpose().flatMap { purpose in words.contains { $0.matches(purpose) } ? purpose : nil } ?? message
  }
}

extension StoredRecord {
  /// What a request is for, in one line: its reason or message id, or its payload as it stands.
  var purpose: String {
    payloadText("reason") ?? payloadText("message_id") ?? json["payload"].map(JSONWriter.text) ?? ""
  }
}

extension TicketStatus {
  /// Where there is no room for the contract's word.
  fileprivate var shortName: String {
    switch self {
    case .open: "OPEN"
    case .inProgress: "PROG"
    case .done: "DONE"
    case .failed: "FAIL"
    }
  }

  var role: Style.Role {
    switch self {
    case .open: .open
    case .inProgress: .inProgress
    case .done: .done
    case .failed: .failed
    }
  }
}

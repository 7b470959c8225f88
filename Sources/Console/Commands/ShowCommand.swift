import ConsoleCore
import TicketCore

extension CommandContext {
  /// `tickets show`. Throws before anything is written.
  func show(_ id: Ticket.ID, of view: BoardView) throws(TicketServiceError) -> ExitCode {
    let ticket = try view.board.require(id)
    return show(TicketHistory(ticket: ticket, records: try view.records.requireHistory(of: ticket)))
  }

  /// The same of a ticket that was found.
  func show(_ history: TicketHistory) -> ExitCode {
    printFacts(of: history.ticket, records: history.records)
    return .done
  }

  private func printFacts(of ticket: Ticket, records: [StoredRecord]) {
    let row = BoardRow(ticket: ticket, records: records)
    let facts: [(Wording, String?)] = [
      (Wording("Ticket", "티켓"), ticket.id.description),
      (Wording("Status", "상태"), ticket.status.rawValue),
      (Wording("Type", "유형"), ticket.type.text),
      (Wording("Mode", "모드"), ticket.mode),
      (Wording("Reason", "사유"), row.payload["reason"]?.string),
      (Wording("Message ID", "메시지 ID"), row.payload["message_id"]?.string),
      (Wording("Trace ID", "추적 ID"), row.traceID.string),
      (Wording("Requested", "요청 시각"), row.requestedAt.string),
      (Wording("Processor", "처리자"), ticket.processor),
      (Wording("Last message", "마지막 메시지"), row.lastMessage.isEmpty ? nil : row.lastMessage),
      (Wording("Processed", "처리 시각"), row.lastProcessedAt),
    ]
    printFacts(facts.compactMap { label, value in value.map { (label, $0) } })
    for record in records {
      line()
      line(heading(of: record))
      for piece in record.raw.pieces { line(TerminalText("  ") + piece) }
    }
  }

  /// Labels and values, the values below each other.
  func printFacts(_ facts: [(label: Wording, value: String)]) {
    let labels = facts.map { TerminalText($0.label.in(language)) }
    let width = labels.map(\.width).max() ?? 0
    for (label, fact) in zip(labels, facts) {
      line(label + TerminalText(String(repeating: " ", count: width - label.width + 2)) + TerminalText(fact.value))
    }
  }

  private func heading(of record: StoredRecord) -> TerminalText {
    let status = record.file == .requests ? TicketStatus.open.rawValue : record.text("status") ?? ""
    guard record.place != .unknown else {
      return TerminalText("\(status)  \(record.timeText ?? "-")")
    }
    let place = language.pick(
      "line \(record.place.line), byte \(record.place.offset)", "\(record.place.line)번째 줄, \(record.place.offset)바이트")
    return TerminalText("\(status)  \(record.timeText ?? "-")  \(record.file.rawValue) \(place)")
  }
}

extension String {
  /// The whole text, sanitised in pieces that the sanitiser takes whole.
  var pieces: [TerminalText] {
    var pieces: [TerminalText] = []
    var rest = unicodeScalars[...]
    while !rest.isEmpty {
      pieces.append(TerminalText(String(rest.prefix(TerminalText.limit))))
      rest = rest.dropFirst(TerminalText.limit)
    }
    return pieces
  }
}

import TicketCore

extension TicketsBoard {
  /// What a row did to a board.
  enum Folded: Hashable, Sendable {
    case unchanged
    case changed
    /// No steps lead from what the board holds to the row: the logs behind the server are not those of the board.
    case contradiction
  }

  /// Takes a row as the records that it stands for, at made-up places.
  mutating func fold(_ row: APIRow) -> Folded {
    let isNew = ticket(row.id) == nil
    if isNew { add(row) }
    guard let ticket = ticket(row.id) else { return .contradiction }
    guard ticket.status != row.status else { return isNew ? .changed : .unchanged }
    switch (ticket.status, row.status) {
    case (.open, .inProgress): step(ticket, to: .inProgress, row)
    case (.open, .done), (.open, .failed):
      step(ticket, to: .inProgress, row)
      step(ticket, to: row.status, row)
    case (.inProgress, .done), (.inProgress, .failed): step(ticket, to: row.status, row)
    // Rows may come late, when a later one of the same ticket is known already.
    case (_, .open), (.done, .inProgress), (.failed, .inProgress): return .unchanged
    case (.done, _), (.failed, _), (.inProgress, .inProgress): return .contradiction
    }
    return .changed
  }

  private mutating func add(_ row: APIRow) {
    let payload = row.json["payload"]
    apply(
      RequestRecord(
        requestID: row.id, type: Ticket.TypeName(row.json["request_type"]?.string ?? ""),
        mode: payload?["mode"]?.string, reasonHash: payload?["reason"]?.string.map { TextHash.hash($0) } ?? 0,
        trace: row.json["trace_id"]?.string, requestedAt: row.json["requested_at"]?.string.flatMap { Timestamp($0) },
        place: MadeUpPlace.request(of: count)))
    read(.requests, to: count)
  }

  private mutating func step(_ ticket: Ticket, to status: TicketStatus, _ row: APIRow) {
    apply(
      ResultRecord(
        requestID: row.id, status: status, processor: row.processor ?? "",
        processedAt: row.json["last_processed_at"]?.string.flatMap { Timestamp($0) },
        place: MadeUpPlace.result(status, of: ticket.ordinal, serial: cursor.results)))
    read(.results, to: cursor.results + 1)
  }
}

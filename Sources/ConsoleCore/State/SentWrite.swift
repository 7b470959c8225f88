import TicketCore

/// Something that was sent to be written, and how the board tells that it was.
enum SentWrite: Hashable {
  /// If it was filed, the ticket has this ordinal or one behind it.
  case ticket(TicketSubmission, from: Int)
  case step(TicketStatus, of: Ticket.ID)

  /// So many tickets are looked at in one go, however many have come.
  private static let mostAtOnce = 500

  /// The type of the form that it was sent from, if it was one.
  var formType: RequestType? {
    if case .ticket(let submission, _) = self { submission.payload.type } else { nil }
  }

  /// What people call it.
  var name: String {
    switch self {
    case .step(let status, let id): "\(status.rawValue) \(id)"
    case .ticket(let submission, _):
      switch submission.payload {
      case .reconcile(_, let text), .reports(_, _, let text), .acknowledge(let text):
        "\(submission.payload.type.shortName) \"\(text)\""
      }
    }
  }

  /// The ticket whose step it is, if it is one.
  var stepped: Ticket.ID? {
    if case .step(_, let id) = self { id } else { nil }
  }

  /// The ticket as it is after this; nil while the board shows none. Looks at what has come since it was asked last.
  mutating func outcome(in world: World) -> Ticket? {
    switch self {
    case .step(let status, let id):
      let before: [TicketStatus] = status == .inProgress ? [.open] : [.open, .inProgress]
      return world.board.ticket(id).flatMap { before.contains($0.status) ? nil : $0 }
    case .ticket(let submission, let start):
      guard start < world.board.count else { return nil }
      let end = min(world.board.count, start + Self.mostAtOnce)
      self = .ticket(submission, from: end)
      return (start..<end).lazy.map(world.board.ticket).first { submission.isRequest(of: $0, world.records) }
    }
  }
}

extension TicketSubmission {
  /// Whether a ticket asks for just this.
  fileprivate func isRequest(of ticket: Ticket, _ records: any TicketRecords) -> Bool {
    let probe = DuplicateProbe(payload)
    guard ticket.type == .known(probe.type), ticket.mode == probe.mode,
      let record = records.record(at: ticket.request, in: .requests, of: ticket.id)
    else { return false }
    return record.text("trace_id") == traceID && probe.matches(record: record.json)
  }
}

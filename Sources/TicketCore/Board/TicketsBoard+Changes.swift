/// A ticket that took a step, seen on the board.
public struct TicketChange: Hashable, Sendable {
  /// Which ticket.
  public let ticket: Ticket.ID
  /// What the ticket became by this step.
  public let status: TicketStatus
  /// Which record did it, and where it stands.
  public let file: LogFile
  /// Where the record of the step begins.
  public let place: RecordPlace

  /// A step, and the record that did it.
  public init(ticket: Ticket.ID, status: TicketStatus, file: LogFile, place: RecordPlace) {
    self.ticket = ticket
    self.status = status
    self.file = file
    self.place = place
  }
}

extension TicketsBoard {
  /// What changed behind `cursor`: new tickets, then steps, each in file order. A new ticket brings all of its steps,
  /// also one whose result was read before the request.
  public func changes(since cursor: BoardCursor) -> [TicketChange] {
    let firstNew = firstOrdinal(from: cursor.requests)
    guard firstNew < count || cursor.results < self.cursor.results else { return [] }
    let requests = (firstNew..<count).map { ordinal in
      change(at: ordinal, to: .open, in: .requests, at: ticket(at: ordinal).request)
    }
    var results: [TicketChange] = []
    for (ordinal, entry) in entries.enumerated() {
      let since = ordinal < firstNew ? cursor.results : 0
      guard entry.consumedOffset >= since || entry.completedOffset >= since else { continue }
      let ticket = ticket(at: ordinal)
      if let consumed = ticket.consumed, consumed.offset >= since {
        results.append(change(at: ordinal, to: .inProgress, in: .results, at: consumed))
      }
      if let completed = ticket.completed, completed.offset >= since {
        results.append(change(at: ordinal, to: ticket.status, in: .results, at: completed))
      }
    }
    return requests + results.sorted { $0.place.offset < $1.place.offset }
  }

  private func change(
    at ordinal: Int, to status: TicketStatus, in file: LogFile, at place: RecordPlace
  ) -> TicketChange {
    TicketChange(ticket: id(at: ordinal), status: status, file: file, place: place)
  }

  /// The first ticket whose request stands at or behind `offset`.
  private func firstOrdinal(from offset: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].requestOffset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

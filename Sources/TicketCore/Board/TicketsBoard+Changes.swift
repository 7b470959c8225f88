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
  ///
  /// No more than the first `limit`: whoever takes them in parts keeps little of a long past in memory, and goes on
  /// behind the last of a part.
  public func changes(since cursor: BoardCursor, limit: Int = .max) -> [TicketChange] {
    let firstNew = firstOrdinal(from: cursor.requests)
    guard firstNew < count || cursor.results < self.cursor.results else { return [] }
    let requests = (firstNew..<count).prefix(limit).map { ordinal in
      change(at: ordinal, to: .open, in: .requests, at: ticket(at: ordinal).request)
    }
    guard requests.count < limit else { return requests }
    let results = steps(since: cursor, firstNew: firstNew).prefix(limit - requests.count).map { step in
      let ticket = ticket(at: step.ordinal)
      if let consumed = ticket.consumed, consumed.offset == step.offset {
        return change(at: step.ordinal, to: .inProgress, in: .results, at: consumed)
      }
      return change(at: step.ordinal, to: ticket.status, in: .results, at: ticket.completed ?? .unknown)
    }
    return requests + results
  }

  /// Where the steps behind `cursor` stand, in file order; all of tickets from `firstNew` on.
  private func steps(since cursor: BoardCursor, firstNew: Int) -> [(offset: Int, ordinal: Int)] {
    var steps: [(offset: Int, ordinal: Int)] = []
    // Without new results only new tickets can have any.
    for ordinal in (cursor.results < self.cursor.results ? 0 : firstNew)..<count {
      let entry = entries[ordinal]
      let since = ordinal < firstNew ? cursor.results : 0
      if entry.consumed.offset >= since { steps.append((entry.consumed.offset, ordinal)) }
      if entry.completed.offset >= since { steps.append((entry.completed.offset, ordinal)) }
    }
    return steps.sorted { $0.offset < $1.offset }
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
      if entries[middle].request.offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

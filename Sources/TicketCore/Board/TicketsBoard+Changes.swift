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
    let results = steps(since: cursor, firstNew: firstNew, limit: limit - requests.count).map { step in
      let ticket = ticket(at: step.ordinal)
      if let consumed = ticket.consumed, consumed.offset == step.offset {
        return change(at: step.ordinal, to: .inProgress, in: .results, at: consumed)
      }
      return change(at: step.ordinal, to: ticket.status, in: .results, at: ticket.completed ?? .unknown)
    }
    return requests + results
  }

  /// Whether its ticket of the same id is where this change of that time leads, or further. The same step made once more
  /// is of a later time than any of the ticket's.
  public func hasCome(to change: TicketChange, at time: Timestamp?) -> Bool {
    guard let ticket = ticket(change.ticket) else { return false }
    if let time, let last = ticket.lastAt, time > last { return false }
    switch change.status {
    case .open: return true
    case .inProgress: return ticket.status != .open
    case .done, .failed: return ticket.status == .done || ticket.status == .failed
    }
  }

  /// Where the first `limit` steps behind `cursor` stand, in file order; all of tickets from `firstNew` on count.
  private func steps(since cursor: BoardCursor, firstNew: Int, limit: Int) -> [StepPlace] {
    var found = FirstSteps(limit: limit)
    if let recent = recent.steps(since: cursor) {
      for step in recent where step.file == .results {
        let ordinal = Int(step.ordinal)
        if ordinal >= firstNew || step.offset >= cursor.results { found.add(StepPlace(step.offset, ordinal)) }
      }
      return found.inOrder
    }
    // Without new results only new tickets can have any.
    var next = cursor.results < self.cursor.results ? 0 : firstNew
    while next < count {
      let block = next / TicketSet.block
      let end = min((block + 1) * TicketSet.block, count)
      let since = end <= firstNew ? cursor.results : 0
      if blockFacts.canHaveSteps(block, at: since..<max(since, found.bound)) {
        for ordinal in next..<end { addSteps(of: ordinal, since: ordinal < firstNew ? cursor.results : 0, to: &found) }
      }
      next = end
    }
    return found.inOrder
  }

  private func addSteps(of ordinal: Int, since: Int, to found: inout FirstSteps) {
    let entry = entries[ordinal]
    if entry.consumed.offset >= since { found.add(StepPlace(entry.consumed.offset, ordinal)) }
    if entry.completed.offset >= since { found.add(StepPlace(entry.completed.offset, ordinal)) }
  }

  private func change(
    at ordinal: Int, to status: TicketStatus, in file: LogFile, at place: RecordPlace
  ) -> TicketChange {
    TicketChange(ticket: id(at: ordinal), status: status, file: file, place: place)
  }

  /// The first ticket whose request stands at or behind `offset`.
  func firstOrdinal(from offset: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].request.offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Where the result stands that a ticket took a step by.
private struct StepPlace {
  let offset: Int
  let ordinal: Int

  init(_ offset: Int, _ ordinal: Int) {
    self.offset = offset
    self.ordinal = ordinal
  }
}

/// Keeps the first of many steps, and little more than these.
private struct FirstSteps {
  let limit: Int
  private var steps: [StepPlace] = []
  /// Steps from here on are not among the first.
  private(set) var bound = Int.max

  init(limit: Int) { self.limit = limit }

  mutating func add(_ step: StepPlace) {
    guard step.offset < bound else { return }
    steps.append(step)
    guard steps.count / 2 > limit else { return }
    steps = inOrder
    bound = steps.last?.offset ?? 0
  }

  var inOrder: [StepPlace] { Array(steps.sorted { $0.offset < $1.offset }.prefix(limit)) }
}

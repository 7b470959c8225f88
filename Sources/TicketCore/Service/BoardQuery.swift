/// Which rows of the board, in which order.
public struct BoardQuery: Hashable, Sendable {
  /// Which row comes first.
  public enum Order: Hashable, Sendable {
    /// The last request line first: the board's own order.
    case newestFirst
    /// File order: the order in which the worker takes tickets.
    case oldestFirst
  }

  /// Empty: any.
  public var statuses: Set<TicketStatus>
  /// Contract names; empty: any.
  public var types: Set<String>
  /// Only tickets whose last record is of this time or a later one; nil: any.
  public var since: Timestamp?
  /// At most this many, the first of the order; nil: all.
  public var limit: Int?
  /// Which row comes first.
  public var order: Order

  /// Everything, newest first, unless narrowed.
  public init(
    statuses: Set<TicketStatus> = [], types: Set<String> = [], since: Timestamp? = nil, limit: Int? = nil,
    order: Order = .newestFirst
  ) {
    self.statuses = statuses
    self.types = types
    self.since = since
    self.limit = limit
    self.order = order
  }
}

extension TicketsBoard {
  /// The tickets that `query` asks for, in its order. With a limit only as many are looked at as needed.
  public func select(_ query: BoardQuery) -> [Ticket] { ordinals(query).map { ticket(at: $0) } }

  /// The ordinals of the same tickets.
  public func ordinals(_ query: BoardQuery) -> [Int] {
    var found: [Int] = []
    let limit = query.limit ?? .max
    func consider(_ ordinal: Int) -> Bool {
      guard found.count < limit else { return false }
      if matches(ordinal, query) { found.append(ordinal) }
      return true
    }
    switch query.order {
    case .newestFirst: _ = (0..<count).reversed().allSatisfy(consider)
    case .oldestFirst: _ = (0..<count).allSatisfy(consider)
    }
    return found
  }

  private func matches(_ ordinal: Int, _ query: BoardQuery) -> Bool {
    guard query.statuses.isEmpty || query.statuses.contains(status(at: ordinal)) else { return false }
    guard !query.types.isEmpty || query.since != nil else { return true }
    let ticket = ticket(at: ordinal)
    if let since = query.since {
      guard let last = ticket.lastAt, last >= since else { return false }
    }
    return query.types.isEmpty || query.types.contains(ticket.type.text)
  }
}

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
  /// At most this many, the first of the order; nil: all.
  public var limit: Int?
  /// Which row comes first.
  public var order: Order

  /// Everything, newest first, unless narrowed.
  public init(
    statuses: Set<TicketStatus> = [], types: Set<String> = [], limit: Int? = nil, order: Order = .newestFirst
  ) {
    self.statuses = statuses
    self.types = types
    self.limit = limit
    self.order = order
  }
}

extension TicketsBoard {
  /// The tickets that `query` asks for, in its order. With a limit only as many are looked at as needed.
  public func select(_ query: BoardQuery) -> [Ticket] {
    let statuses = query.statuses.isEmpty ? Set(TicketStatus.allCases) : query.statuses
    let limit = query.limit ?? .max
    var found: [Ticket] = []
    func consider(_ ordinal: Int) -> Bool {
      guard found.count < limit else { return false }
      guard statuses.contains(where: { tickets($0).contains(ordinal) }) else { return true }
      let ticket = ticket(at: ordinal)
      if query.types.isEmpty || query.types.contains(ticket.type.text) { found.append(ticket) }
      return true
    }
    switch query.order {
    case .newestFirst: _ = (0..<count).reversed().allSatisfy(consider)
    case .oldestFirst: _ = (0..<count).allSatisfy(consider)
    }
    return found
  }
}

import TicketCore

/// The ordinals of a query's tickets in its order; all tickets, which most ask for, need no list.
enum Selection: Hashable, Sendable {
  case all(count: Int, BoardQuery.Order)
  case some([UInt32])

  init(_ query: BoardQuery, of board: TicketsBoard) {
    if query == BoardQuery(order: query.order) {
      self = .all(count: board.count, query.order)
    } else {
      self = .some(board.ordinals(query).map { UInt32($0) })
    }
  }

  var count: Int {
    switch self {
    case .all(let count, _): count
    case .some(let ordinals): ordinals.count
    }
  }

  /// At most `length` of them from the `start`-th on.
  func part(from start: Int, _ length: Int) -> [Int] {
    let ranks = start..<min(count, start + length)
    return switch self {
    case .all(_, .oldestFirst): Array(ranks)
    case .all(let count, .newestFirst): ranks.map { count - 1 - $0 }
    case .some(let ordinals): ordinals[ranks].map { Int($0) }
    }
  }
}

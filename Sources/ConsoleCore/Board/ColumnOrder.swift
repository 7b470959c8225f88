import TicketCore

/// The tickets of one column in the order of the screen: OPEN oldest first, as the worker takes them; the others newest
/// first (spec: console.md, "The screen").
struct ColumnOrder {
  let status: TicketStatus
  private let tickets: TicketSet

  init(_ status: TicketStatus, in board: TicketsBoard) { self.init(status, board.tickets(status)) }

  /// Of some tickets of that status.
  init(_ status: TicketStatus, _ tickets: TicketSet) {
    self.status = status
    self.tickets = tickets
  }

  var count: Int { tickets.count }

  /// Where the newest ticket stands.
  var newest: Int { status == .open ? max(0, count - 1) : 0 }

  func ordinal(at index: Int) -> Int? {
    guard index >= 0, index < count else { return nil }
    return tickets.member(at: status == .open ? index : count - 1 - index)
  }

  /// Where a ticket stands, or would stand if it were here.
  func index(of ordinal: Int) -> Int {
    let rank = tickets.rank(of: ordinal)
    guard status != .open else { return rank }
    return count - rank - (tickets.contains(ordinal) ? 1 : 0)
  }

  func contains(_ ordinal: Int) -> Bool { tickets.contains(ordinal) }
}

public import TicketCore

/// Tickets in memory as a board that others keep up to date.
extension InMemoryTicketService: LiveBoard {
  /// The board as it is now.
  public func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R {
    try body(currentBoard)
  }
}

import TicketCore

/// What looks at the logs once, and ends.
enum ReadingCommand: Hashable, Sendable {
  case board(BoardQuery, json: Bool)
  case show(Ticket.ID)
  case check(json: Bool)
}

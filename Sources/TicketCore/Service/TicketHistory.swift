/// A ticket and the records that made it what it is, in the order of its life.
public struct TicketHistory: Hashable, Sendable {
  public let ticket: Ticket
  public let records: [StoredRecord]

  public init(ticket: Ticket, records: [StoredRecord]) {
    self.ticket = ticket
    self.records = records
  }

  /// The ticket as a row of the board.
  public var row: BoardRow { BoardRow(ticket: ticket, records: records) }
}

/// A ticket and the records that made it what it is, in the order of its life.
public struct TicketHistory: Hashable, Sendable {
  /// The ticket as it is now.
  public let ticket: Ticket
  /// The request, then the results that count.
  public let records: [StoredRecord]

  /// A ticket with its records.
  public init(ticket: Ticket, records: [StoredRecord]) {
    self.ticket = ticket
    self.records = records
  }

  /// The ticket as a row of the board.
  public var row: BoardRow { BoardRow(ticket: ticket, records: records) }
}

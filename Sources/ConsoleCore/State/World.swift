public import TicketCore

/// What the console looks at but does not own: the live board, and the records behind it.
public struct World {
  public let board: TicketsBoard
  public let records: any TicketRecords

  public init(board: TicketsBoard, records: any TicketRecords) {
    self.board = board
    self.records = records
  }
}

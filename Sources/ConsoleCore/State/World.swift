public import TicketCore

/// What the console looks at but does not own: the live board, and the records behind it.
public struct World {
  /// The join of both logs as it is now.
  public let board: TicketsBoard
  /// Read when they are shown.
  public let records: any TicketRecords

  /// A world to look at for one event or one frame.
  public init(board: TicketsBoard, records: any TicketRecords) {
    self.board = board
    self.records = records
  }
}

/// What the board needs of a request line; its texts stay in the file.
public struct RequestRecord: Hashable, Sendable {
  public let requestID: Ticket.ID
  public let type: Ticket.TypeName
  /// `payload.mode` where it is a string.
  public let mode: String?
  /// `FNV1a` of `payload.reason` where it is a string, else 0: finds tickets that ask for the same.
  public let reasonHash: UInt32
  /// nil where it can't be read as a time.
  public let requestedAt: Timestamp?
  public let place: RecordPlace

  public init(
    requestID: Ticket.ID, type: Ticket.TypeName, mode: String?, reasonHash: UInt32, requestedAt: Timestamp?,
    place: RecordPlace
  ) {
    self.requestID = requestID
    self.type = type
    self.mode = mode
    self.reasonHash = reasonHash
    self.requestedAt = requestedAt
    self.place = place
  }
}

/// What the board needs of a result line.
public struct ResultRecord: Hashable, Sendable {
  public let requestID: Ticket.ID
  public let status: TicketStatus
  public let processor: String
  /// nil where it can't be read as a time.
  public let processedAt: Timestamp?
  public let place: RecordPlace

  public init(
    requestID: Ticket.ID, status: TicketStatus, processor: String, processedAt: Timestamp?, place: RecordPlace
  ) {
    self.requestID = requestID
    self.status = status
    self.processor = processor
    self.processedAt = processedAt
    self.place = place
  }
}

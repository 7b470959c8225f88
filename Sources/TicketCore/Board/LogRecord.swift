/// What the board needs of a request line; its texts stay in the file.
public struct RequestRecord: Hashable, Sendable {
  /// The ticket it makes.
  public let requestID: Ticket.ID
  /// The `request_type`.
  public let type: Ticket.TypeName
  /// `payload.mode` where it is a string.
  public let mode: String?
  /// `TextHash` of `payload.reason` where it is a string, else 0: finds tickets that ask for the same.
  public let reasonHash: UInt32
  /// `trace_id` where it is a string.
  public let trace: String?
  /// nil where it can't be read as a time.
  public let requestedAt: Timestamp?
  /// Where its line begins.
  public let place: RecordPlace

  /// What was read of a line.
  public init(
    requestID: Ticket.ID, type: Ticket.TypeName, mode: String?, reasonHash: UInt32, trace: String?,
    requestedAt: Timestamp?, place: RecordPlace
  ) {
    self.requestID = requestID
    self.type = type
    self.mode = mode
    self.reasonHash = reasonHash
    self.trace = trace
    self.requestedAt = requestedAt
    self.place = place
  }
}

/// What the board needs of a result line.
public struct ResultRecord: Hashable, Sendable {
  /// The ticket it is about.
  public let requestID: Ticket.ID
  /// What the ticket is to become.
  public let status: TicketStatus
  /// The `processor_id`; empty where the record has none.
  public let processor: String
  /// nil where it can't be read as a time.
  public let processedAt: Timestamp?
  /// Where its line begins.
  public let place: RecordPlace

  /// What was read of a line.
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

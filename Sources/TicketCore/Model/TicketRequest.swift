/// A TICKET_REQUEST_V1 about to be stored (contract: Ticket Request V1, 2-B); its status is always OPEN.
public struct TicketRequest: Hashable, Sendable {
  /// The value of its `schema` key.
  public static let schema = "TICKET_REQUEST_V1"

  /// New for every ticket.
  public let requestID: Ticket.ID
  /// When, and in which offset it is written.
  public let requestedAt: Timestamp
  /// What the caller asked for.
  public let submission: TicketSubmission

  /// A record to be stored.
  public init(requestID: Ticket.ID, requestedAt: Timestamp, submission: TicketSubmission) {
    self.requestID = requestID
    self.requestedAt = requestedAt
    self.submission = submission
  }

  /// The record, its keys in the contract's order.
  public var json: JSONValue {
    [
      "schema": .string(Self.schema),
      "request_id": .string(requestID.description),
      "requested_at": .string(requestedAt.text),
      "request_type": .string(submission.payload.type.rawValue),
      "payload": submission.payload.json,
      "status": .string(TicketStatus.open.rawValue),
      "trace_id": .optional(submission.traceID),
    ]
  }
}

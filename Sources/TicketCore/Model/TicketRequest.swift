/// A TICKET_REQUEST_V1 about to be stored (contract: Ticket Request V1, 2-B); its status is always OPEN.
public struct TicketRequest: Hashable, Sendable {
  public static let schema = "TICKET_REQUEST_V1"

  public let requestID: Ticket.ID
  public let requestedAt: Timestamp
  public let submission: TicketSubmission

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

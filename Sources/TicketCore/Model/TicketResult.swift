/// A TICKET_RESULT_V1 about to be stored (contract: Ticket Result V1, 2-A).
public struct TicketResult: Hashable, Sendable {
  /// The value of its `schema` key.
  public static let schema = "TICKET_RESULT_V1"

  /// New for every record.
  public let resultID: Ticket.ID
  /// The ticket that takes the step.
  public let requestID: Ticket.ID
  /// When, and in which offset it is written.
  public let processedAt: Timestamp
  /// What the caller asked for.
  public let step: TicketStep

  /// A record to be stored.
  public init(resultID: Ticket.ID, requestID: Ticket.ID, processedAt: Timestamp, step: TicketStep) {
    self.resultID = resultID
    self.requestID = requestID
    self.processedAt = processedAt
    self.step = step
  }

  /// The record, its keys in the contract's order.
  public var json: JSONValue {
    [
      "schema": .string(Self.schema),
      "result_id": .string(resultID.description),
      "request_id": .string(requestID.description),
      "processed_at": .string(processedAt.text),
      "status": .string(step.status.rawValue),
      "processor_id": .string(step.processor),
      "message": .string(step.message),
      "artifacts": .array(step.artifacts.map(JSONValue.string)),
    ]
  }
}

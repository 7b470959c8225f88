public import TicketCore

/// What a worker needs to know of a ticket.
public struct WorkerTicket: Hashable, Sendable {
  /// The ticket's `request_id`.
  public let id: Ticket.ID
  /// The contract's types and foreign ones are worked on alike.
  public let type: Ticket.TypeName
  /// The submitter's own id for it, where there is one: for logs.
  public let traceID: String?

  /// A ticket as the board's row names it.
  public init(id: Ticket.ID, type: Ticket.TypeName, traceID: String? = nil) {
    self.id = id
    self.type = type
    self.traceID = traceID
  }

  /// What its DONE says (contract: Ticket Worker V1, 5).
  public var message: String { "SUCCESS [MOCK_ONLY]: Simulated execution for \(type.text)" }
}

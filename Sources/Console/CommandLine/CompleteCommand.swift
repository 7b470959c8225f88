import TicketCore

/// How a ticket is to end.
struct CompleteCommand: Hashable, Sendable {
  let id: Ticket.ID
  let outcome: TicketStep.Outcome
  let message: String
  let processor: String
  let artifacts: [String]
}

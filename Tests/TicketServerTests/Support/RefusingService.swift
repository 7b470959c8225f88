import TicketCore

/// A service that refuses everything in the same way.
struct RefusingService: TicketService {
  let error: TicketServiceError

  init(_ error: TicketServiceError) { self.error = error }

  func submit(_: TicketSubmission) throws(TicketServiceError) -> SubmitReceipt { throw error }
  func take(_: TicketStep, of: Ticket.ID, fence: (any WorkerFence)?) throws(TicketServiceError) -> StepReceipt {
    throw error
  }
  func board(_: BoardQuery) throws(TicketServiceError) -> [BoardRow] { throw error }
  func ticket(_: Ticket.ID) throws(TicketServiceError) -> TicketHistory { throw error }
  func changes(since: BoardCursor) throws(TicketServiceError) -> BoardChanges { throw error }
}

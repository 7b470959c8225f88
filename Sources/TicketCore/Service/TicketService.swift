/// What can be done with tickets, wherever they are kept.
///
/// Every adapter passes the same contract suite. All calls may be made from any thread and may block: up to 2 s for
/// the guard of the state folder, and as long as the disk needs.
public protocol TicketService: Sendable {
  /// Records a new OPEN ticket; it is durable when the call returns (contract: Ticket Request V1, 5).
  func submit(_ submission: TicketSubmission) throws(TicketServiceError) -> SubmitReceipt

  /// Records a step; of any number of simultaneous callers for the same step exactly one wins, the others throw
  /// `conflict`. Durable when the call returns. A worker passes its `fence`, which is asked in the same guarded
  /// section as the append (contract: Ticket Result V1, 3; spec: lock.md, "Fence"). A step whose `key` has made it
  /// already is acknowledged once more, and nothing is written.
  func take(
    _ step: TicketStep, of id: Ticket.ID, fence: (any WorkerFence)?
  ) throws(TicketServiceError) -> StepReceipt

  /// The rows that `query` asks for, as they are now (contract: Ticket Result V1, 2-B).
  func board(_ query: BoardQuery) throws(TicketServiceError) -> [BoardRow]

  /// One ticket with every record that made it what it is, in the order of its life.
  func ticket(_ id: Ticket.ID) throws(TicketServiceError) -> TicketHistory

  /// What changed behind `cursor`.
  func changes(since cursor: BoardCursor) throws(TicketServiceError) -> BoardChanges
}

extension TicketService {
  /// OPEN → IN_PROGRESS by hand.
  public func consume(
    _ id: Ticket.ID, by processor: String = TicketStep.manualProcessor
  ) throws(TicketServiceError) -> StepReceipt {
    try take(.consume(by: processor), of: id, fence: nil)
  }

  /// IN_PROGRESS → DONE or FAILED by hand.
  public func complete(
    _ id: Ticket.ID, _ outcome: TicketStep.Outcome, message: String, by processor: String = TicketStep.manualProcessor,
    artifacts: [String] = []
  ) throws(TicketServiceError) -> StepReceipt {
    try take(.complete(outcome, message: message, by: processor, artifacts: artifacts), of: id, fence: nil)
  }
}

/// The answer to an acknowledged submit.
public struct SubmitReceipt: Hashable, Sendable {
  /// The new ticket.
  public let requestID: Ticket.ID
  /// As it was written; nil where the server does not say, as one of the original system.
  public let requestedAt: Timestamp?

  /// What was stored.
  public init(requestID: Ticket.ID, requestedAt: Timestamp?) {
    self.requestID = requestID
    self.requestedAt = requestedAt
  }
}

/// The answer to an acknowledged step.
public struct StepReceipt: Hashable, Sendable {
  /// The ticket that took the step.
  public let requestID: Ticket.ID
  /// What the ticket is now.
  public let newStatus: TicketStatus
  /// The record that made the step.
  public let resultID: Ticket.ID

  /// What was stored.
  public init(requestID: Ticket.ID, newStatus: TicketStatus, resultID: Ticket.ID) {
    self.requestID = requestID
    self.newStatus = newStatus
    self.resultID = resultID
  }
}

/// What changed behind a cursor, and the cursor to ask with next time.
public struct BoardChanges: Hashable, Sendable {
  /// How far this answer reads.
  public let cursor: BoardCursor
  /// New tickets, then steps, each in file order.
  public let changes: [TicketChange]

  /// An answer up to `cursor`.
  public init(cursor: BoardCursor, changes: [TicketChange]) {
    self.cursor = cursor
    self.changes = changes
  }
}

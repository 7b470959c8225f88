public import TicketCore
public import Worker

/// Something that happened: the only thing that changes a `ConsoleState`.
public enum ConsoleEvent: Sendable {
  case key(Key)
  /// Keys that came at once, in their order; what they type into the filter is looked for once.
  case keys([Key])
  case resize(Size)
  /// Time went on.
  case tick(Timestamp)
  /// The board or the lock's file changed.
  case boardChanged(FeedStatus, lock: LockHolder?)
  /// The logs were read anew, and why, as a sentence.
  case reloaded(String)
  /// The HTTP API is served at this address, or not any more.
  case serving(String?)
  /// The console was told to end; keys mean nothing from here on.
  case leaving
  /// What the worker does now, and what it did or met, if it says so: told to the operator by its weight.
  case worker(WorkerPhase, WorkerEvent? = nil)
  case submitted(RequestType, Result<SubmitReceipt, TicketServiceError>)
  case stepped(Ticket.ID, Result<StepReceipt, TicketServiceError>)
  /// A search has found something, and is 0 to 1 done.
  case found([RecordHit], share: Double, number: Int)
  /// A search has come to its end, or cannot read all records.
  case searchEnded(number: Int, isWhole: Bool)
  /// Something to tell the operator: from the terminal or the system.
  case message(Message.Kind, String)
}

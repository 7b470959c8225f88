public import TicketCore
public import Worker

/// Something that happened: the only thing that changes a `ConsoleState`.
public enum ConsoleEvent: Sendable {
  case key(Key)
  case resize(Size)
  /// Time went on.
  case tick(Timestamp)
  /// The board or the lock's file changed.
  case boardChanged(FeedStatus, lock: LockHolder?)
  /// The logs were read anew, and why, as a sentence.
  case reloaded(String)
  /// The console was told to end; keys mean nothing from here on.
  case leaving
  case worker(WorkerPhase)
  case submitted(RequestType, Result<SubmitReceipt, TicketServiceError>)
  case stepped(Ticket.ID, Result<StepReceipt, TicketServiceError>)
  /// Something to tell the operator: from the worker or the terminal.
  case message(Message.Kind, String)
}

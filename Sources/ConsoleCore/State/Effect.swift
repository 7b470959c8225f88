public import TicketCore

/// Something that the console wants done outside.
public enum Effect: Hashable, Sendable {
  /// Answered by `ConsoleEvent.submitted`.
  case submit(TicketSubmission)
  /// Answered by `ConsoleEvent.stepped`.
  case take(TicketStep, of: Ticket.ID)
  case startWorker
  case stopWorker
  /// Answered by `ConsoleEvent.serving`.
  case startServer
  case stopServer
  /// Look for words in records; the search before is not wanted any more. Answered by `ConsoleEvent.found`, and at last
  /// by `searchEnded`, with the same number.
  case search(RecordSearch, number: Int)
  /// No search is wanted any more.
  case endSearch
  /// Put a text into the clipboard of the operator's terminal.
  case copy(ClipboardSequence)
  case repaint
  case suspend
  /// End, after the ticket in hand.
  case quit
}

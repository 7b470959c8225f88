import ConsoleCore
import TicketCore
import Worker

/// What other threads tell the main thread.
enum ConsoleMail: Sendable {
  /// The board, how it stands, or the worker lock may be another.
  case feed
  case worker(WorkerPhase, WorkerEvent?)
  /// A search has found something, or has come to its end.
  case search
  /// A call of the service came back.
  case answer(ConsoleEvent)
}

import ConsoleCore
import TicketCore
import Worker

/// What other threads tell the main thread.
enum ConsoleMail: Sendable {
  /// The board, how it stands, or the worker lock may be another.
  case feed
  case worker(WorkerPhase, WorkerEvent?)
  /// A call of the service came back.
  case answer(ConsoleEvent)
}

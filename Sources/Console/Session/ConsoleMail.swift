import ConsoleCore
import TicketCore
import TicketLog
import Worker

/// What other threads tell the main thread.
enum ConsoleMail: Sendable {
  case tailer(LogTailer.Event)
  case worker(WorkerPhase, WorkerEvent?)
  /// A call of the service came back.
  case answer(ConsoleEvent)
}

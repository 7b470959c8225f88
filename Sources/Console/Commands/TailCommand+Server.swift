import ConsoleCore
import Glibc
import ProcessEvents
import TicketClient
import TicketCore
import Worker

extension CommandContext {
  /// `tickets tail` of a server: what changes from now on. While the server is away it waits, and says so once.
  func tail(_ service: HTTPTicketService) -> ExitCode {
    guard let interruption = Interruption(), let wakeup = Wakeup() else { return noDescriptors() }
    let board = APIBoard(service) { wakeup.ring() }
    guard board.start() else {
      diagnostics.say(WorkerFailure.noThread.sentence(in: language, now: clock.now()))
      return .failed
    }
    defer {
      board.stop()
      output.forgiveClosedPipe()
    }
    var seen: (cursor: BoardCursor, generation: UInt64)?
    var trouble: TicketServiceError.Code?
    while output.failure == nil {
      let woken = Waiting.forAny(interruption, wakeup, output: STDOUT_FILENO)
      if woken.isInterrupted || woken.isUnread { return .done }
      wakeup.hear()
      switch board.status {
      case .loading: continue
      case .stale(let error):
        if trouble != error.code { diagnostics.say(error.sentence(in: language)) }
        trouble = error.code
      case .live:
        trouble = nil
        let now = board.withBoard { ($0.cursor, $0.generation) }
        if let before = seen, before.generation == now.1 {
          seen = (printChanges(since: before.cursor, of: board), now.1)
        } else {
          seen = now
        }
      }
    }
    return .done
  }
}

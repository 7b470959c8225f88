import ConsoleCore
import Glibc
import ProcessEvents
import Synchronization
import TicketClient
import TicketCore

extension CommandContext {
  /// `tickets tail` of a server: what changes from now on. While the server is away it waits, and says so once. Of logs
  /// that took the place of others meanwhile it tells what the others did not hold.
  func tail(_ service: HTTPTicketService) -> ExitCode {
    guard let interruption = Interruption(), let wakeup = Wakeup() else { return noDescriptors() }
    let log = DiagnosticsLog(diagnostics)
    guard log.start() else { return noThread() }
    defer { log.end() }
    let former = Mutex<TicketsBoard?>(nil)
    let board = APIBoard(service) { old in
      former.withLock { $0 = $0 ?? old }
    } onChange: {
      wakeup.ring()
    }
    guard board.start() else { return noThread() }
    awaitRoom(until: interruption)
    defer {
      board.stop()
      output.forgiveEnd()
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
        if trouble != error.code { log.say(error.sentence(in: language)) }
        trouble = error.code
      case .live:
        trouble = nil
        let now = board.withBoard { ($0.cursor, $0.generation) }
        if let before = seen {
          let isAnew = before.generation != now.1
          let replaced = isAnew ? former.withLock { $0.take() } : nil
          if let replaced, replaced.count > 0 { log.say(Self.readAnew(in: language)) }
          let start = isAnew ? BoardCursor() : before.cursor
          seen = (printChanges(since: start, of: board, former: replaced), now.1)
        } else {
          // The empty one of before the first reading.
          former.withLock { $0 = nil }
          seen = now
        }
      }
    }
    return .done
  }

  private static func readAnew(in language: Language) -> String {
    language.pick(
      "The server's logs were replaced or cut; going on with what is new in them.",
      "서버의 로그가 바뀌거나 잘렸습니다. 그 안의 새 변경부터 이어서 출력합니다.")
  }
}

import ConsoleCore
import Glibc
import ProcessEvents
import TicketClient
import TicketCore

extension CommandContext {
  /// `tickets tail` of a server: what changes from now on. While the server is away it waits, and says so once. Of logs
  /// that took the place of others meanwhile it tells what the others did not hold.
  func tail(_ service: HTTPTicketService) -> ExitCode {
    guard let interruption = Interruption(), let wakeup = Wakeup() else { return noDescriptors() }
    let log = DiagnosticsLog(diagnostics, in: language)
    guard log.start() else { return noThread() }
    defer { log.end() }
    let former = FormerBoard()
    let board = APIBoard(service, onReplacement: { former.keep($0) }, onChange: { wakeup.ring() })
    guard board.start() else { return noThread() }
    awaitRoom(until: interruption)
    defer {
      board.stop()
      output.forgiveEnd()
    }
    var seen: TailPlace?
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
        if let before = seen {
          seen = printChanges(since: before, of: board, former: former) { place, isReplaced in
            guard isReplaced, place.generation != before.generation else { return }
            log.say(Self.readAnew(in: language))
            log.settle()
          }
        } else {
          seen = board.withBoard { TailPlace(endOf: $0) }
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

import ConsoleCore
import Glibc
import ProcessEvents
import TicketCore
import Worker

/// What the commands that stay until a signal comes have in common.
extension CommandContext {
  /// Has nothing written before somebody reads it, so that the signals are heard meanwhile.
  func awaitRoom(until interruption: borrowing Interruption) {
    let file = interruption.file
    output.hasRoom = { Waiting.forRoom(in: STDOUT_FILENO, interruption: file) }
  }

  /// Says what went wrong where nobody may be reading, and gives the exit code that belongs to it.
  func say(_ error: TicketServiceError, _ log: DiagnosticsLog) -> ExitCode {
    log.say(error.sentence(in: language))
    return error.exitCode
  }

  func noThread() -> ExitCode {
    diagnostics.say(WorkerFailure.noThread.sentence(in: language, now: clock.now()))
    return .failed
  }

  /// The system has no descriptor left to wait with.
  func noDescriptors() -> ExitCode {
    diagnostics.say(
      language.pick(
        "The system has no descriptor left\(SystemReason.text(errno)).",
        "시스템에 남은 디스크립터가 없습니다\(SystemReason.text(errno))."))
    return .failed
  }
}

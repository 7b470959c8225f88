import Glibc
import ProcessEvents

/// What the operator asks of a command that runs on: to end (SIGINT, SIGTERM, SIGHUP), or to stop for a while (SIGTSTP).
///
/// Make it on the main thread before any other thread starts: those inherit that the signals are blocked.
struct Interruption: ~Copyable {
  private let signals: SignalQueue

  /// Readable when one has come.
  var file: CInt { signals.file }

  /// With `defersStop` a Ctrl-Z waits for the command, which may hold what others wait for. nil if the system has no
  /// descriptor left.
  init?(defersStop: Bool = false) {
    let queue = defersStop ? SignalQueue(SIGINT, SIGTERM, SIGHUP, SIGTSTP) : SignalQueue(SIGINT, SIGTERM, SIGHUP)
    guard let queue else { return nil }
    signals = queue
  }

  /// Those that have come since the last time.
  func take() -> Set<CInt> { signals.take() }
}

import Glibc
import ProcessEvents

/// What the operator asks of the worker, and a bell of the worker, as one thing to wait for.
///
/// Make it on the main thread before any other starts: those inherit that the signals are blocked.
struct SignalWatch: ~Copyable {
  /// What was asked for.
  struct Request: Hashable {
    /// How many signals ask for the end: SIGTERM, SIGINT, SIGHUP.
    let ends: Int
    /// The process is to stop for a while, as Ctrl-Z asks.
    let isStop: Bool
  }

  private let signals: SignalQueue
  private let bell: Wakeup

  /// nil if the system has no descriptor left.
  init?() {
    // A Ctrl-Z waits for the worker, which may hold what others wait for.
    guard let signals = SignalQueue(SIGINT, SIGTERM, SIGHUP, SIGTSTP), let bell = Wakeup() else { return nil }
    self.signals = signals
    self.bell = bell
  }

  /// Rings the bell; may outlive this.
  var ring: @Sendable () -> Void { { [bell] in bell.ring() } }

  /// Waits for a signal, the bell or the deadline.
  func wait(until deadline: ContinuousClock.Instant?) -> Request {
    var files = [pollfd(file: signals.file, POLLIN), pollfd(file: bell.file, POLLIN)]
    poll(&files, nfds_t(files.count), deadline.map { ($0 - .now).pollTimeout } ?? -1)
    bell.hear()
    let taken = signals.take()
    return Request(ends: taken.subtracting([SIGTSTP]).count, isStop: taken.contains(SIGTSTP))
  }
}

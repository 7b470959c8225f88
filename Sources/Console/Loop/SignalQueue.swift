import CLinux
import Glibc

/// The signals that the loop takes as events, instead of having its calls interrupted anywhere.
struct SignalQueue: ~Copyable {
  /// Readable when a signal has come.
  let file: CInt

  private static let taken = [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT]

  /// Blocks the signals on this thread and on all that it starts later: call it before there are others. Writing to
  /// a pipe that nobody reads, or beyond the limit of a file's size, becomes an error instead of a signal.
  init() throws(TerminalError) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in Self.taken { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let file = signalfd(-1, &signals, CInt(SFD_NONBLOCK) | CInt(SFD_CLOEXEC))
    guard file >= 0 else { throw .failed("signalfd") }
    self.file = file
  }

  deinit { close(file) }

  /// The signals that have come; each of them once, however often it came.
  func take() -> Set<CInt> {
    var signals: Set<CInt> = []
    var info = signalfd_siginfo()
    while read(file, &info, MemoryLayout.size(ofValue: info)) == MemoryLayout.size(ofValue: info) {
      signals.insert(CInt(bitPattern: info.ssi_signo))
    }
    return signals
  }
}

import CLinux
import Glibc

/// Signals as something to wait for, instead of having them interrupt calls anywhere or end the process.
public struct SignalQueue: ~Copyable {
  /// Readable when a signal has come.
  public let file: CInt

  /// Blocks the signals on this thread and on all that it starts later: call it before there are others. A SIGHUP that
  /// whoever started the process wants to be passed over, as `nohup` does, is. nil, `errno` says why, if the system
  /// has no descriptor left.
  public init?(_ taken: CInt...) {
    var signals = sigset_t()
    sigemptyset(&signals)
    // A blocked signal would come all the same.
    for signal in taken where signal != SIGHUP || !Self.isIgnored(SIGHUP) { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    file = signalfd(-1, &signals, CInt(SFD_NONBLOCK) | CInt(SFD_CLOEXEC))
    guard file >= 0 else { return nil }
  }

  deinit { close(file) }

  /// The signals that have come; each of them once, however often it came.
  public func take() -> Set<CInt> {
    var signals: Set<CInt> = []
    var info = signalfd_siginfo()
    while read(file, &info, MemoryLayout.size(ofValue: info)) == MemoryLayout.size(ofValue: info) {
      signals.insert(CInt(bitPattern: info.ssi_signo))
    }
    return signals
  }

  private static func isIgnored(_ signal: CInt) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

import CLinux
import Glibc

/// SIGINT, SIGTERM and SIGHUP as something to wait for, instead of the death of the process.
///
/// Make it on the main thread before any other thread starts: those inherit that the signals are blocked.
struct Interruption: ~Copyable {
  /// Readable when one has come.
  let file: CInt

  /// nil if the system has no descriptor left.
  init?() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    if !Self.isIgnored(SIGHUP) { sigaddset(&signals, SIGHUP) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    file = signalfd(-1, &signals, CInt(SFD_CLOEXEC))
    guard file >= 0 else { return nil }
  }

  deinit { close(file) }

  /// Whether whoever started this, such as `nohup`, wants the signal to be passed over. A blocked signal would come
  /// all the same.
  private static func isIgnored(_ signal: CInt) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

import Glibc

/// Runs a closure on a thread of its own that no signal is delivered to.
public enum BackgroundThread {
  /// False if the system has no thread left.
  public static func run(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))

    let start = Unmanaged.passRetained(Start(body))
    var thread = pthread_t()
    let failure = withSignalsBlocked {
      pthread_create(
        &thread, &attributes,
        { @Sendable context in
          guard let context else { return nil }
          Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
          return nil
        }, start.toOpaque())
    }
    if failure != 0 { start.release() }
    return failure == 0
  }

  /// Makes `body` start threads that no signal is delivered to: a thread inherits the mask of its maker. Faults stay
  /// deliverable: a blocked one would skip its handler.
  public static func withSignalsBlocked<T>(_ body: () -> T) -> T {
    var blocked = sigset_t()
    var before = sigset_t()
    sigfillset(&blocked)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, fault) }
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return body()
  }

  private final class Start: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

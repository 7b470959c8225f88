import Glibc

/// A thread of its own for one closure, that no signal is delivered to.
public struct BackgroundThread: Sendable {
  private let thread: pthread_t

  /// Starts it; nil if the system has no thread left. Somebody has to `join` it.
  public init?(_ body: @escaping @Sendable () -> Void) {
    guard let thread = Self.start(body, state: CInt(PTHREAD_CREATE_JOINABLE)) else { return nil }
    self.thread = thread
  }

  /// Waits until the closure has returned. Once, and not from the thread itself.
  public func join() { pthread_join(thread, nil) }

  /// Starts one whose end nobody waits for; false if the system has no thread left.
  public static func run(_ body: @escaping @Sendable () -> Void) -> Bool {
    start(body, state: CInt(PTHREAD_CREATE_DETACHED)) != nil
  }

  private static func start(_ body: @escaping @Sendable () -> Void, state: CInt) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, state)

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
    guard failure == 0 else {
      start.release()
      return nil
    }
    return thread
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

import Synchronization
public import TicketCore

/// Follows a state folder on a thread of its own: a change is told within a millisecond or so where the kernel tells
/// of it, and within a second where it does not.
public final class LogTailer: Sendable {
  /// What was seen.
  public enum Event: Hashable, Sendable {
    /// The board or the status of the logs is another.
    case logsChanged
    /// Another holder stands at the worker lock, or none. At the start it is as if none had stood there.
    case lockChanged(LockHolder?)
  }

  private enum Phase {
    case ready
    case running(BackgroundThread)
    case stopped
  }

  private let loop: TailingLoop
  private let phase = Mutex(Phase.ready)

  /// `lock` is what `WorkerLock.holder` says; it and `onEvent` are called on the tailer's thread and must not block.
  /// A tailer that does not look `byItself` sleeps until the kernel tells of a change: whoever wakes each second anyway
  /// asks it to `glance`, or reads the logs.
  public init(
    store: LogStore, byItself: Bool = true, lock: @escaping @Sendable () -> LockHolder?,
    onEvent: @escaping @Sendable (Event) -> Void
  ) {
    loop = TailingLoop(store: store, byItself: byItself, lock: lock, onEvent: onEvent)
  }

  deinit { stop() }

  /// Reads both logs for the first time, then follows them. Does nothing a second time. False if the system has no
  /// thread left: then nothing is read.
  @discardableResult
  public func start() -> Bool {
    phase.withLock { phase in
      guard case .ready = phase else { return true }
      guard let thread = BackgroundThread({ [loop] in loop.run() }) else { return false }
      phase = .running(thread)
      return true
    }
  }

  /// Looks whether anything is another than when the thread looked last, and then has it look; reads no log. Calls
  /// `lock` on the caller's thread.
  public func glance() { loop.glance() }

  /// Ends the thread, also in the middle of reading a big log, and waits for its end; not from the tailer's own thread.
  /// Nothing is told afterwards.
  public func stop() {
    phase.withLock { phase in
      if case .running(let thread) = phase {
        loop.end.set()
        thread.join()
      }
      phase = .stopped
    }
  }
}

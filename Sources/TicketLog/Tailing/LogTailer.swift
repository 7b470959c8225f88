public import TicketCore

/// Follows a state folder on a thread of its own.
public final class LogTailer: Sendable {
  /// What was seen.
  public enum Event: Hashable, Sendable {
    /// The board or the status of the logs is another.
    case logsChanged
    /// Another holder stands at the worker lock, or none.
    case lockChanged(LockHolder?)
  }

  /// `lock` is what `WorkerLock.holder` says; `onEvent` is called on the tailer's thread and must not block.
  public init(
    store: LogStore, lock: @escaping @Sendable () -> LockHolder?, onEvent: @escaping @Sendable (Event) -> Void
  ) {}

  /// Reads both logs for the first time, then follows them, each on the tailer's thread. Only once.
  public func start() {}

  /// Ends the thread, and waits for its end.
  public func stop() {}
}

public import TicketCore

/// Why a worker is off again.
public enum WorkerEnding: Hashable, Sendable {
  /// `stop()` was called.
  case stopped
  /// Its mode had nothing more to do.
  case finished
  /// Another held the lock, and waiting was not wanted.
  case locked(by: LockHolder)
  /// The lock was lost, and waiting for it was not wanted.
  case lockLost
  case failed(WorkerFailure)
}

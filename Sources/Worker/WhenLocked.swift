/// What a worker does while another one holds the lock, and after it lost its own.
public enum WhenLocked: Hashable, Sendable {
  /// Waits, and starts by itself when the lock is free: the console's worker.
  case wait
  /// Ends: the command's worker.
  case fail
}

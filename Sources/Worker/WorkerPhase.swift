public import TicketCore

/// What a worker is doing, for people to see (spec: console.md, "The embedded worker").
public enum WorkerPhase: Hashable, Sendable {
  case off
  /// Asks for the lock for the first time.
  case acquiring
  /// Waits for the lock: another holds it (`locked`), or it cannot be reached or renewed just now.
  case blocked(WorkerLockError)
  /// Holds the lock and looks for the next OPEN ticket.
  case choosing
  /// Holds the lock; nothing is OPEN.
  case idle
  case working(WorkerTicket, since: Timestamp)
  /// Holds the lock and tries again what failed: to finish the ticket, or without one to find or take one.
  case retrying(WorkerTicket?, after: TicketServiceError)
  /// Finishes the ticket in hand, if any, and releases the lock.
  case stopping(WorkerTicket?)
}

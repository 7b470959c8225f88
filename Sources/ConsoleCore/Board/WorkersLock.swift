import TicketCore

/// What is known of the lock that a worker on these tickets holds.
enum WorkersLock: Hashable {
  /// Who holds it; nil: nobody.
  case here(LockHolder?)
  /// The tickets are a server's: workers on other machines hold locks of their own there (spec: lock.md, "Through the
  /// API").
  case elsewhere
}

import TicketCore

/// Why a ticket in progress looks stuck (spec: console.md, "The screen").
enum StuckReason: Hashable {
  /// Its worker does not hold the lock.
  case workerGone(processor: String)
  /// Its worker still holds the lock, but no process of that pid lives.
  case workerDead(processor: String)
  /// In progress for over 10 minutes.
  case tooLong

  private static let longestMicroseconds: Int64 = 600_000_000

  /// nil: not stuck.
  init?(_ ticket: Ticket, lock: WorkersLock, now: Timestamp) {
    guard ticket.status == .inProgress else { return nil }
    self.init(by: ticket.processor, since: ticket.lastAt, lock: lock, now: now)
  }

  /// The same of a ticket in progress, whose last record is of the time `since`.
  init?(by processor: String?, since: Timestamp?, lock: WorkersLock, now: Timestamp) {
    if let trouble = Self.trouble(of: processor, lock: lock) {
      self = trouble
    } else if let since, now > Self.patience(since) {
      self = .tooLong
    } else {
      return nil
    }
  }

  /// Until then a ticket whose last record is of the time `since` is not stuck by time alone.
  static func patience(_ since: Timestamp) -> Timestamp {
    Timestamp(microseconds: since.microseconds + longestMicroseconds)
  }

  private static func trouble(of processor: String?, lock: WorkersLock) -> Self? {
    guard case .here(let holder) = lock, let processor, let pid = workerPID(processor) else { return nil }
    // Who holds a lock that cannot be read, it may well be this one.
    if let holder, holder.pid == nil { return nil }
    guard let lock = holder, lock.pid == pid else { return .workerGone(processor: processor) }
    return lock.isAlive ? nil : .workerDead(processor: processor)
  }

  private static func workerPID(_ processor: String) -> Int? {
    let prefix = "worker_"
    return processor.hasPrefix(prefix) ? Int(processor.dropFirst(prefix.count)) : nil
  }
}

import TicketCore

/// Keeps account of the tickets in hand, from event to event.
struct WorkerLedger {
  private struct Entry {
    let took: ContinuousClock.Instant
    var failures = 0
  }

  private var entries: [Ticket.ID: Entry] = [:]

  /// The report of the next event.
  mutating func report(_ event: WorkerEvent, at now: Moment) -> WorkerReport {
    var attempt: Int?
    var latency: Duration?
    switch event {
    case .took(let ticket):
      entries[ticket.id] = Entry(took: now.instant)
      attempt = 1
    case .retrying(.some(let ticket), _):
      entries[ticket.id]?.failures += 1
      attempt = entries[ticket.id]?.failures
    case .completed(let ticket), .completeConflicted(let ticket, _):
      if let entry = entries.removeValue(forKey: ticket.id) {
        attempt = entry.failures + 1
        latency = entry.took.duration(to: now.instant)
      }
    case .leftInProgress(let ticket):
      // Behind a conflict the work on it has ended already.
      if let entry = entries.removeValue(forKey: ticket.id) {
        attempt = max(1, entry.failures)
        latency = entry.took.duration(to: now.instant)
      }
    case .acquired, .blocked, .passedOver, .retrying(nil, _), .renewalFailed, .lockLost, .released, .releaseFailed,
      .failed:
      break
    }
    return WorkerReport(event: event, at: now.time, attempt: attempt, latency: latency, inHand: entries.count)
  }
}

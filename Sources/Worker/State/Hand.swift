import TicketCore

/// A ticket that was taken and is not completed yet.
struct Hand: Hashable, Sendable {
  let ticket: WorkerTicket
  let since: Timestamp
  /// When it is completed; again, if completing it failed before.
  var until: ContinuousClock.Instant
  /// How often completing it failed, and why it did last.
  var failures = 0
  var trouble: TicketServiceError?
}

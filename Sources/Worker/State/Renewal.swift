import TicketCore

/// When the lock was renewed last and has to be next (spec: lock.md, "Hold").
struct Renewal: Hashable, Sendable {
  let last: ContinuousClock.Instant
  private(set) var due: ContinuousClock.Instant
  /// Why the last try failed; nil if it did not.
  private(set) var trouble: WorkerLockError?
  /// The lock is so old that nothing may be done before it is renewed.
  private(set) var isOverdue = false

  /// `began` is when the renewal was begun: `acquired_at` is no older than that.
  init(began: ContinuousClock.Instant, pace: WorkerPace) {
    last = began
    due = began + pace.renewal
  }

  /// The same renewal, to be tried again soon.
  func afterFailure(_ error: WorkerLockError, at now: ContinuousClock.Instant, pace: WorkerPace) -> Renewal {
    var next = self
    next.trouble = error
    next.isOverdue = last.duration(to: now) >= pace.renewalLimit
    next.due = next.isOverdue ? now + pace.retry : min(now + pace.retry, last + pace.renewalLimit)
    return next
  }
}

/// What the thread has to do next; everything but `wait` and `end` is answered with a `WorkerOutcome`.
enum WorkerAction: Hashable, Sendable {
  case acquire
  case renew
  case fetch(limit: Int)
  case consume(WorkerTicket)
  case complete(WorkerTicket)
  case release
  /// Until then, or until somebody rings.
  case wait(until: ContinuousClock.Instant)
  case end
}

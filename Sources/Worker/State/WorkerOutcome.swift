import TicketCore

/// How an action went.
enum WorkerOutcome: Hashable, Sendable {
  case acquired(tookOverFrom: LockHolder?)
  case acquireFailed(WorkerLockError)
  case renewed
  case renewFailed(WorkerLockError)
  case fetched([WorkerTicket])
  case fetchFailed(TicketServiceError)
  case consumed
  case consumeFailed(TicketServiceError)
  case completed
  case completeFailed(TicketServiceError)
  case released
  case releaseFailed
}

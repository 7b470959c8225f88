public import TicketCore

/// What a worker did or met, once each.
public enum WorkerEvent: Hashable, Sendable {
  case acquired(tookOverFrom: LockHolder?)
  /// The lock is not to be had for now; reported once for each reason and holder.
  case blocked(WorkerLockError)
  case took(WorkerTicket)
  case completed(WorkerTicket)
  /// Somebody else took it first, or it cannot be taken at all: the worker went on with the next. Or it is not known
  /// whether the taking lasts: the worker stops.
  case passedOver(WorkerTicket, TicketServiceError)
  /// It was completed by somebody else, or is gone; the worker went on (contract: Ticket Worker V1, 6). Or it is not
  /// known whether its completion lasts: the worker stops.
  case completeConflicted(WorkerTicket, TicketServiceError)
  /// What failed is tried again until it succeeds or the worker is stopped; reported once for each reason.
  case retrying(WorkerTicket?, TicketServiceError)
  /// The lock is still ours, but could not be renewed; it is tried again. Reported once for each reason.
  case renewalFailed(WorkerLockError)
  /// The worker gave the ticket up after taking it: it stays IN_PROGRESS until somebody completes it by hand.
  case leftInProgress(WorkerTicket)
  case lockLost
  case released
  /// The lock could not be removed: nobody can work before it is stale.
  case releaseFailed
  /// The worker stops.
  case failed(WorkerFailure)

  /// How much attention an event asks for.
  public enum Weight: Hashable, Sendable { case routine, warning, failure }

  /// Routine is what a healthy worker does all day; a failure needs somebody.
  public var weight: Weight {
    switch self {
    case .acquired(tookOverFrom: nil), .took, .completed, .released: .routine
    case .acquired, .blocked, .passedOver, .completeConflicted: .warning
    case .retrying, .renewalFailed, .releaseFailed, .leftInProgress, .lockLost, .failed: .failure
    }
  }
}

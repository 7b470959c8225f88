extension WorkerEvent {
  /// The ticket that it is about.
  public var ticket: WorkerTicket? {
    switch self {
    case .took(let ticket), .completed(let ticket), .passedOver(let ticket, _), .completeConflicted(let ticket, _),
      .leftInProgress(let ticket):
      ticket
    case .retrying(let ticket, _): ticket
    case .acquired, .blocked, .renewalFailed, .lockLost, .released, .releaseFailed, .failed: nil
    }
  }
}

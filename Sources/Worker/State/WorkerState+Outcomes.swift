import TicketCore

extension WorkerState {
  /// Takes in how the action went that `next` asked for. `began` and `now` are before and after it.
  mutating func finished(_ outcome: WorkerOutcome, began: Instant, now: Moment) -> [WorkerEvent] {
    switch outcome {
    case .acquired(let holder):
      return acquired(tookOverFrom: holder, began: began)
    case .acquireFailed(let error):
      return acquireFailed(error, at: now.instant)
    case .renewed:
      renewal = Renewal(began: began, pace: pace)
      return []
    case .renewFailed(let error):
      return renewFailed(error, at: now.instant)
    case .fetched(let tickets):
      return fetched(tickets, at: now.instant)
    case .fetchFailed(let error):
      return choosingFailed(error, at: now.instant)
    case .consumed:
      return consumed(at: now)
    case .consumeFailed(let error):
      return consumeFailed(error, at: now.instant)
    case .completed:
      return completed { .completed($0) }
    case .completeFailed(let error):
      return completeFailed(error, at: now.instant)
    case .released:
      return released(as: .released)
    case .releaseFailed:
      return released(as: .releaseFailed)
    }
  }
}

// MARK: - The lock

extension WorkerState {
  private mutating func acquired(tookOverFrom holder: LockHolder?, began: Instant) -> [WorkerEvent] {
    renewal = Renewal(began: began, pace: pace)
    queue = []
    refused = []
    stage = .choosing
    return [.acquired(tookOverFrom: holder)]
  }

  private mutating func acquireFailed(_ error: WorkerLockError, at now: Instant) -> [WorkerEvent] {
    guard case .acquiring(_, let before) = stage else { preconditionFailure("an acquire that nobody asked for") }
    switch error.code {
    case .locked(let holder) where whenLocked == .fail:
      stage = .off
      ending = .locked(by: holder)
      return [.blocked(error)]
    case .locked, .busy:
      stage = .acquiring(at: now + pace.retry, after: error)
      return before?.isSameTrouble(as: error) == true ? [] : [.blocked(error)]
    case .lost, .notAFile, .unusable:
      stage = .off
      ending = .failed(.lock(error))
      return [.failed(.lock(error))]
    }
  }

  private mutating func renewFailed(_ error: WorkerLockError, at now: Instant) -> [WorkerEvent] {
    switch error.code {
    case .lost, .locked, .notAFile:
      return lockLost(at: now)
    case .busy, .unusable:
      let before = renewal?.trouble
      renewal = renewal?.afterFailure(error, at: now, pace: pace)
      let news: [WorkerEvent] = before?.isSameTrouble(as: error) == true ? [] : [.renewalFailed(error)]
      // Nothing may be done any more, and there is no time left to wait for better times.
      return isStopping && renewal?.isOverdue == true ? news + giveUp(then: .end(.stopped)) : news
    }
  }

  private mutating func lockLost(at now: Instant) -> [WorkerEvent] {
    renewal = nil
    let then: Then =
      switch whenLocked {
      case .wait: .acquire(at: now + pace.retry)
      case .fail: .end(.lockLost)
      }
    return [.lockLost] + giveUp(then: then)
  }

  /// Lets go of the ticket in hand, if any, and releases the lock as far as it is ours.
  private mutating func giveUp(then: Then) -> [WorkerEvent] {
    defer { stage = .releasing(then: then) }
    queue = []
    guard case .working(let ticket, _, _, _) = stage else { return [] }
    return [.leftInProgress(ticket)]
  }

  private mutating func released(as event: WorkerEvent) -> [WorkerEvent] {
    guard case .releasing(let then) = stage else { preconditionFailure("a release that nobody asked for") }
    // A lost lock was not ours to release.
    let news: [WorkerEvent] = renewal == nil ? [] : [event]
    renewal = nil
    switch then {
    case .end(let ending):
      self.ending = ending
      stage = .off
    case .acquire(let at):
      stage = .acquiring(at: at, after: nil)
    }
    return news
  }
}

// MARK: - Finding and taking tickets

extension WorkerState {
  private mutating func fetched(_ tickets: [WorkerTicket], at now: Instant) -> [WorkerEvent] {
    refused.formIntersection(tickets.map(\.id))
    queue = tickets.filter { !refused.contains($0.id) }
    guard queue.isEmpty else { return [] }
    switch mode {
    case .once, .drain: stage = .releasing(then: .end(.finished))
    case .follow: stage = .resting(until: now + pace.poll, after: nil)
    }
    return []
  }

  private mutating func consumed(at now: Moment) -> [WorkerEvent] {
    let ticket = queue.removeFirst()
    let delay = isStopping ? min(pace.delay, pace.lastDelay) : pace.delay
    stage = .working(ticket, since: now.time, until: now.instant + delay, after: nil)
    return [.took(ticket)]
  }

  private mutating func consumeFailed(_ error: TicketServiceError, at now: Instant) -> [WorkerEvent] {
    switch error.code {
    case .conflict, .notFound, .tooLarge:
      // None of these will ever be taken: no step leads back to OPEN.
      let ticket = queue.removeFirst()
      refused.insert(ticket.id)
      return [.passedOver(ticket, error)]
    case .lockLost, .busy, .unreadable, .unwritable, .diskFull, .durabilityUnknown:
      return choosingFailed(error, at: now)
    }
  }

  private mutating func choosingFailed(_ error: TicketServiceError, at now: Instant) -> [WorkerEvent] {
    switch error.code {
    case .lockLost:
      return lockLost(at: now)
    case .busy:
      stage = .resting(until: now + pace.retry, after: error)
      return [.retrying(nil, error)]
    case .conflict, .notFound, .tooLarge, .unreadable, .unwritable, .diskFull, .durabilityUnknown:
      stage = .releasing(then: .end(.failed(.service(error))))
      return [.failed(.service(error))]
    }
  }
}

// MARK: - Completing the ticket in hand

extension WorkerState {
  private mutating func completed(_ event: (WorkerTicket) -> WorkerEvent) -> [WorkerEvent] {
    guard case .working(let ticket, _, _, _) = stage else { preconditionFailure("no ticket in hand") }
    switch mode {
    case .once: stage = .releasing(then: .end(isStopping ? .stopped : .finished))
    case .drain, .follow: stage = .choosing
    }
    return [event(ticket)]
  }

  private mutating func completeFailed(_ error: TicketServiceError, at now: Instant) -> [WorkerEvent] {
    guard case .working(let ticket, let since, _, let before) = stage else { preconditionFailure("no ticket in hand") }
    switch error.code {
    case .conflict, .notFound:
      return completed { .completeConflicted($0, error) }
    case .lockLost:
      return lockLost(at: now)
    case .tooLarge:
      return [.completeConflicted(ticket, error)] + completed { .leftInProgress($0) }
    case .durabilityUnknown:
      // It is written, and whether it lasts cannot be found out by writing it again.
      stage = .releasing(then: .end(.failed(.service(error))))
      return [.failed(.service(error))]
    case .busy, .unreadable, .unwritable, .diskFull:
      let news: [WorkerEvent] = before?.code == error.code ? [] : [.retrying(ticket, error)]
      if isStopping { return news + giveUp(then: .end(.stopped)) }
      stage = .working(ticket, since: since, until: now + pace.retry, after: error)
      return news
    }
  }
}

extension WorkerLockError {
  /// Whether people would read the same in both: a holder that renewed its lock is still the same holder.
  fileprivate func isSameTrouble(as other: WorkerLockError) -> Bool {
    switch (code, other.code) {
    case (.locked(let one), .locked(let two)): one.pid == two.pid && one.isAlive == two.isAlive
    case (.locked, _), (.lost, _), (.busy, _), (.notAFile, _), (.unusable, _): code == other.code
    }
  }
}

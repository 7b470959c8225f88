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
      return choosingFailed(error, at: now)
    case .consumed:
      return consumed(at: now)
    case .consumeFailed(let error):
      return consumeFailed(error, at: now)
    case .completed:
      return completed { .completed($0) }
    case .completeFailed(let error):
      return completeFailed(error, at: now)
    case .released:
      // A lost lock was not ours to release.
      return released(as: renewal == nil ? nil : .released)
    case .releaseFailed:
      return released(as: .releaseFailed)
    }
  }
}

// MARK: - The lock

extension WorkerState {
  private mutating func acquired(tookOverFrom holder: LockHolder?, began: Instant) -> [WorkerEvent] {
    renewal = Renewal(began: began, pace: pace)
    acquireFailures = 0
    queue = []
    refused = []
    forgetSearchTrouble()
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
    case .busy where mode != .follow && isOverLimit(acquireFailures + 1), .lost, .notAFile, .unusable, .noHardLinks:
      stage = .off
      ending = .failed(.lock(error))
      return [.failed(.lock(error))]
    case .locked, .busy:
      acquireFailures += 1
      stage = .acquiring(at: now + pace.retry, after: error)
      return before?.isSameTrouble(as: error) == true ? [] : [.blocked(error)]
    }
  }

  private mutating func renewFailed(_ error: WorkerLockError, at now: Instant) -> [WorkerEvent] {
    switch error.code {
    case .lost, .locked, .notAFile:
      return lockLost(at: now)
    case .busy, .unusable, .noHardLinks:
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

  /// Lets go of what is in hand, and releases the lock as far as it is ours.
  private mutating func giveUp(then: Then) -> [WorkerEvent] {
    stage = .releasing(then: then)
    queue = []
    defer { inHand = [] }
    return inHand.map { .leftInProgress($0.ticket) }
  }

  private mutating func released(as event: WorkerEvent?) -> [WorkerEvent] {
    guard case .releasing(let then) = stage else { preconditionFailure("a release that nobody asked for") }
    // What is still in hand was abandoned.
    let news = inHand.map { WorkerEvent.leftInProgress($0.ticket) } + (event.map { [$0] } ?? [])
    renewal = nil
    queue = []
    inHand = []
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
    forgetSearchTrouble()
    guard queue.isEmpty else { return [] }
    switch mode {
    case .once, .drain: stage = .finishing(allDone)
    case .follow: stage = .resting(until: now + pace.poll, after: nil)
    }
    return []
  }

  private mutating func consumed(at now: Moment) -> [WorkerEvent] {
    let ticket = queue.removeFirst()
    let delay = isStopping ? min(pace.delay, pace.lastDelay) : pace.delay
    inHand.append(Hand(ticket: ticket, since: now.time, until: now.instant + delay))
    forgetSearchTrouble()
    return [.took(ticket)]
  }

  private mutating func consumeFailed(_ error: TicketServiceError, at now: Moment) -> [WorkerEvent] {
    switch error.code {
    case .conflict, .notFound, .tooLarge, .refused:
      // None of these will ever be taken: no step leads back to OPEN.
      let ticket = queue.removeFirst()
      refused.insert(ticket.id)
      return [.passedOver(ticket, error)]
    case .durabilityUnknown:
      return [.passedOver(queue.removeFirst(), error)] + fail(error)
    case .lockLost, .busy, .unreadable, .changing, .unwritable, .diskFull, .unreachable, .answerLost, .unauthorized,
      .untrusted:
      return choosingFailed(error, at: now)
    }
  }

  private mutating func choosingFailed(_ error: TicketServiceError, at now: Moment) -> [WorkerEvent] {
    switch error.code {
    case .lockLost:
      return lockLost(at: now.instant)
    case .unreadable, .unwritable, .diskFull:
      // Who only came for what is there now has somebody who waits for the end.
      return mode == .follow ? restAfter(error, at: now) : fail(error)
    case .busy, .changing, .unreachable, .answerLost, .untrusted:
      return restAfter(error, at: now)
    case .conflict, .notFound, .tooLarge, .durabilityUnknown, .unauthorized, .refused:
      return fail(error)
    }
  }

  /// Looks again later; what goes on for too long ends a worker that does not stay anyway.
  private mutating func restAfter(_ error: TicketServiceError, at now: Moment) -> [WorkerEvent] {
    let isKnown = searchTrouble?.code == error.code
    searchFailures += 1
    searchTrouble = error
    if mode != .follow, isOverLimit(searchFailures) { return fail(error) }
    stage = .resting(until: now.instant + pace.backoff.wait(after: searchFailures, chance: now.chance), after: error)
    return tells(again: isKnown) ? [.retrying(nil, error)] : []
  }

  /// Finishes what is in hand, and ends so.
  private mutating func fail(_ error: TicketServiceError) -> [WorkerEvent] {
    stage = .finishing(.failed(.service(error)))
    return [.failed(.service(error))]
  }

  private mutating func forgetSearchTrouble() {
    searchFailures = 0
    searchTrouble = nil
  }

  private func isOverLimit(_ failures: Int) -> Bool { pace.retryLimit.map { failures > $0 } ?? false }

  /// A thing that is tried for ever is told of once for each reason; where tries are counted, so is each failure.
  private func tells(again isKnown: Bool) -> Bool { !isKnown || pace.retryLimit != nil }
}

// MARK: - Completing what is in hand

extension WorkerState {
  private mutating func completed(_ event: (WorkerTicket) -> WorkerEvent) -> [WorkerEvent] {
    precondition(!inHand.isEmpty, "no ticket in hand")
    let ticket = inHand.removeFirst().ticket
    if mode == .once, finishingEnding == nil { stage = .finishing(allDone) }
    return [event(ticket)]
  }

  private mutating func completeFailed(_ error: TicketServiceError, at now: Moment) -> [WorkerEvent] {
    guard let hand = inHand.first else { preconditionFailure("no ticket in hand") }
    switch error.code {
    case .conflict, .notFound:
      return completed { .completeConflicted($0, error) }
    case .lockLost:
      return lockLost(at: now.instant)
    case .tooLarge, .refused:
      return [.completeConflicted(hand.ticket, error)] + completed { .leftInProgress($0) }
    case .durabilityUnknown:
      // It is written, and whether it lasts cannot be found out by writing it again.
      return [.completeConflicted(inHand.removeFirst().ticket, error)] + fail(error)
    case .busy, .unreadable, .changing, .unwritable, .diskFull, .unreachable, .answerLost, .unauthorized, .untrusted:
      return tryAgain(hand, after: error, at: now)
    }
  }

  /// How a mode ends that has nothing more to do.
  private var allDone: WorkerEnding { leftAfter.map { .failed(.service($0)) } ?? .finished }

  /// The worker ends for a reason that the next try would meet, too.
  private var hasFailed: Bool {
    if case .finishing(.failed) = stage { true } else { false }
  }

  private mutating func tryAgain(_ hand: Hand, after error: TicketServiceError, at now: Moment) -> [WorkerEvent] {
    let news: [WorkerEvent] = tells(again: hand.trouble?.code == error.code) ? [.retrying(hand.ticket, error)] : []
    let failures = hand.failures + 1
    let isLeaving = stopDeadline.map { now.instant >= $0 } ?? hasFailed
    if isLeaving || isOverLimit(failures) {
      leftAfter = error
      return news + completed { .leftInProgress($0) }
    }
    inHand[0].failures = failures
    inHand[0].trouble = error
    inHand[0].until = now.instant + pace.backoff.wait(after: failures, chance: now.chance)
    return news
  }
}

extension WorkerLockError {
  /// Whether people would read the same in both: a holder that renewed its lock is still the same holder.
  fileprivate func isSameTrouble(as other: WorkerLockError) -> Bool {
    switch (code, other.code) {
    case (.locked(let one), .locked(let two)): one.pid == two.pid && one.isAlive == two.isAlive
    case (.locked, _), (.lost, _), (.busy, _), (.notAFile, _), (.unusable, _), (.noHardLinks, _):
      code == other.code
    }
  }
}

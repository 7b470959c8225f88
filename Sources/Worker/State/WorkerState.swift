import TicketCore

/// The worker's decisions, without thread, lock or clock (contract: Ticket Worker V1, 4; spec: tickets.md, "The mock
/// worker"). The thread asks `next`, does it, and tells `finished` how it went.
struct WorkerState: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// Where the worker stands. What it stands at is left only by an outcome, so an outcome always meets the stage that
  /// asked for it.
  enum Stage: Hashable, Sendable {
    case off
    case acquiring(at: Instant, after: WorkerLockError?)
    /// Holds the lock and takes tickets while a hand is free.
    case choosing
    /// Holds the lock and does not look for tickets until then: none was OPEN, or looking failed.
    case resting(until: Instant, after: TicketServiceError?)
    /// Takes no more, and ends so when nothing is in hand.
    case finishing(WorkerEnding)
    case releasing(then: Then)
  }

  enum Then: Hashable, Sendable {
    case end(WorkerEnding)
    case acquire(at: Instant)
  }

  let mode: WorkerMode
  let whenLocked: WhenLocked
  let pace: WorkerPace

  var stage = Stage.off
  /// How often in a row the folder was too busy for acquiring the lock.
  var acquireFailures = 0
  /// What was taken and is not completed. The first is the one that is being completed, where one is.
  var inHand: [Hand] = []
  /// The next tickets in file order, as the board was when they were fetched.
  var queue: [WorkerTicket] = []
  /// How often in a row looking for tickets or taking one failed, and why it did last.
  var searchFailures = 0
  var searchTrouble: TicketServiceError?
  /// Why a ticket that was taken was left at last: who waits for the end must not hear that all is done.
  var leftAfter: TicketServiceError?
  /// OPEN tickets that could not be taken; not tried again while this lock is held.
  var refused: Set<Ticket.ID> = []
  /// nil while the lock is not held.
  var renewal: Renewal?
  /// When the last hopes for what cannot be completed end; nil: no stop was asked for.
  var stopDeadline: Instant?
  /// What is in hand is not finished any more.
  var isAbandoned = false
  /// New tickets may exist since the last look.
  var isNudged = false
  /// Why the worker is off; nil before its first end and while it runs.
  var ending: WorkerEnding?

  init(mode: WorkerMode, whenLocked: WhenLocked, pace: WorkerPace) {
    self.mode = mode
    self.whenLocked = whenLocked
    self.pace = pace
  }
}

// MARK: - What others ask for

extension WorkerState {
  /// Starts, or takes a stop back that was asked for before.
  mutating func start(at now: Instant) {
    stopDeadline = nil
    isAbandoned = false
    switch stage {
    case .off:
      ending = nil
      leftAfter = nil
      acquireFailures = 0
      stage = .acquiring(at: now, after: nil)
    case .releasing(then: .end):
      stage = .releasing(then: .acquire(at: now))
    case .finishing:
      stage = .choosing
    case .releasing(then: .acquire), .acquiring, .choosing, .resting: break
    }
  }

  /// Finishes what is in hand within `lastDelay`, tries what failed to complete at once and until `farewell` is over,
  /// and ends.
  mutating func stop(at now: Instant) {
    guard stage != .off else { return }
    stopDeadline = now + pace.farewell
    for index in inHand.indices {
      let last = inHand[index].trouble == nil ? now + pace.lastDelay : now
      inHand[index].until = min(inHand[index].until, last)
    }
  }

  var isStopping: Bool { stopDeadline != nil }

  /// Ends without finishing what is in hand.
  mutating func abandon(at now: Instant) {
    guard stage != .off else { return }
    stopDeadline = now
    isAbandoned = true
  }

  /// There is no thread to do anything.
  mutating func couldNotRun() {
    stage = .off
    ending = .failed(.noThread)
  }

  /// New tickets may exist, or the lock may be free.
  mutating func nudge() { isNudged = true }
}

// MARK: - What to do next

extension WorkerState {
  mutating func next(at now: Instant) -> WorkerAction {
    if isAbandoned, renewal != nil, !isReleasing { stage = .releasing(then: .end(.stopped)) }
    if let renewal, !isReleasing {
      if now >= renewal.due { return .renew }
      if renewal.isOverdue { return .wait(until: renewal.due) }
    }
    switch stage {
    case .off:
      return .end
    case .acquiring(let at, _):
      if isStopping { return end(.stopped) }
      return takeNudge() || now >= at ? .acquire : .wait(until: at)
    case .choosing, .resting, .finishing:
      return work(at: now)
    case .releasing:
      return .release
    }
  }

  /// Completes what is due, then takes what there is a hand for, then waits.
  private mutating func work(at now: Instant) -> WorkerAction {
    let due = inHand.indices.min { inHand[$0].until < inHand[$1].until }
    if let due, now >= inHand[due].until {
      inHand.swapAt(0, due)
      return .complete(inHand[0].ticket)
    }
    let nextDue = due.map { inHand[$0].until }
    if let ending = isStopping ? .stopped : finishingEnding {
      if let nextDue { return wait(until: nextDue) }
      stage = .releasing(then: .end(ending))
      return .release
    }
    if let nextDue, inHand.count >= hands { return wait(until: nextDue) }
    // News ends an idle rest. One after a failure it does not: what failed is not mended by them.
    if case .resting(let until, let error) = stage, error != nil || !isNudged, now < until {
      return wait(until: nextDue.map { min($0, until) } ?? until)
    }
    stage = .choosing
    return choose()
  }

  private mutating func choose() -> WorkerAction {
    if let ticket = queue.first { return .consume(ticket) }
    _ = takeNudge()
    return .fetch(limit: pace.batch + refused.count)
  }

  private mutating func takeNudge() -> Bool {
    defer { isNudged = false }
    return isNudged
  }

  private mutating func end(_ ending: WorkerEnding) -> WorkerAction {
    stage = .off
    self.ending = ending
    return .end
  }

  private var hands: Int { mode == .once ? 1 : pace.hands }

  var finishingEnding: WorkerEnding? {
    if case .finishing(let ending) = stage { ending } else { nil }
  }

  private func wait(until: Instant) -> WorkerAction { .wait(until: min(until, renewal?.due ?? until)) }

  private var isReleasing: Bool {
    if case .releasing = stage { true } else { false }
  }
}

// MARK: - What people see

extension WorkerState {
  var phase: WorkerPhase {
    if stage == .off { return .off }
    if isStopping { return .stopping(inHand.first?.ticket) }
    if let renewal, renewal.isOverdue, let trouble = renewal.trouble { return .blocked(trouble) }
    if let hand = inHand.first {
      guard let trouble = hand.trouble else { return .working(hand.ticket, since: hand.since) }
      return .retrying(hand.ticket, after: trouble)
    }
    switch stage {
    case .off: return .off
    case .acquiring(_, after: nil): return .acquiring
    case .acquiring(_, after: .some(let error)): return .blocked(error)
    case .choosing: return .choosing
    case .resting(_, after: nil): return .idle
    case .resting(_, after: .some(let error)): return .retrying(nil, after: error)
    case .finishing, .releasing(then: .end): return .stopping(nil)
    case .releasing(then: .acquire): return .acquiring
    }
  }
}

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
    /// Holds the lock, nothing in hand.
    case choosing
    /// Holds the lock and does not look for tickets until then: none was OPEN, or looking failed.
    case resting(until: Instant, after: TicketServiceError?)
    /// Has taken the ticket and completes it then; again, if completing it failed before.
    case working(WorkerTicket, since: Timestamp, until: Instant, after: TicketServiceError?)
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
  /// The next tickets in file order, as the board was when they were fetched.
  var queue: [WorkerTicket] = []
  /// OPEN tickets that could not be taken; not tried again while this lock is held.
  var refused: Set<Ticket.ID> = []
  /// nil while the lock is not held.
  var renewal: Renewal?
  var isStopping = false
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
    isStopping = false
    switch stage {
    case .off:
      ending = nil
      stage = .acquiring(at: now, after: nil)
    case .releasing(then: .end):
      stage = .releasing(then: .acquire(at: now))
    case .releasing(then: .acquire), .acquiring, .choosing, .resting, .working: break
    }
  }

  /// Finishes the ticket in hand within `lastDelay`, tries one that failed to complete just once more, and ends.
  mutating func stop(at now: Instant) {
    guard stage != .off else { return }
    isStopping = true
    if case .working(let ticket, let since, let until, let error) = stage {
      let last = error == nil ? now + pace.lastDelay : now
      stage = .working(ticket, since: since, until: min(until, last), after: error)
    }
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
    case .choosing:
      return choose()
    case .resting(let until, _):
      guard isStopping || isNudged || now >= until else { return wait(until: until) }
      stage = .choosing
      return choose()
    case .working(let ticket, _, let until, _):
      return now >= until ? .complete(ticket) : wait(until: until)
    case .releasing:
      return .release
    }
  }

  private mutating func choose() -> WorkerAction {
    if isStopping {
      stage = .releasing(then: .end(.stopped))
      return .release
    }
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

  private func wait(until: Instant) -> WorkerAction { .wait(until: min(until, renewal?.due ?? until)) }

  private var isReleasing: Bool {
    if case .releasing = stage { true } else { false }
  }
}

// MARK: - What people see

extension WorkerState {
  var phase: WorkerPhase {
    if stage == .off { return .off }
    if isStopping { return .stopping(ticketInHand) }
    if let renewal, renewal.isOverdue, let trouble = renewal.trouble { return .blocked(trouble) }
    switch stage {
    case .off: return .off
    case .acquiring(_, after: nil): return .acquiring
    case .acquiring(_, after: .some(let error)): return .blocked(error)
    case .choosing: return .choosing
    case .resting(_, after: nil): return .idle
    case .resting(_, after: .some(let error)): return .retrying(nil, after: error)
    case .working(let ticket, let since, _, after: nil): return .working(ticket, since: since)
    case .working(let ticket, _, _, after: .some(let error)): return .retrying(ticket, after: error)
    case .releasing(then: .end): return .stopping(nil)
    case .releasing(then: .acquire): return .acquiring
    }
  }

  private var ticketInHand: WorkerTicket? {
    if case .working(let ticket, _, _, _) = stage { ticket } else { nil }
  }
}

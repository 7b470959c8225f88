import Synchronization
public import TicketCore

/// The mock worker on a thread of its own: takes OPEN tickets in file order and completes them, while it holds the
/// lock (contract: Ticket Worker V1; spec: tickets.md, "The mock worker"). It never executes anything.
///
/// All calls may be made from any thread and return at once, `waitUntilStopped` excepted.
public final class TicketWorker: Sendable {
  private struct Shared {
    var state: WorkerState
    /// Whether the thread exists. It leaves only under the lock, so no start is lost.
    var isRunning = false
    var shown: WorkerPhase = .off
  }

  private let shared: Mutex<Shared>
  /// The lock that the thread could not release before it left.
  private let leftover = Mutex<(any WorkerLease)?>(nil)
  /// Rings when the thread has something new to consider.
  private let news = Bell()
  /// Rings when the thread has left.
  private let farewell = Bell()
  private let hands: WorkerHands
  private let clock: any TicketClock
  private let telemetry: [any WorkerTelemetry]
  private let onChange: @Sendable (WorkerPhase, WorkerEvent?) -> Void

  /// A worker that is off. `pid` becomes its `processor_id`, `worker_PID`. `onChange` is called on the worker's thread,
  /// one call at a time and in order, for every event and every new phase; it must not wait for the worker.
  public init(
    service: any TicketService, lock: any WorkerLock, clock: any TicketClock, pid: Int, mode: WorkerMode = .follow,
    whenLocked: WhenLocked = .wait, pace: WorkerPace = WorkerPace(), telemetry: [any WorkerTelemetry] = [],
    onChange: @escaping @Sendable (WorkerPhase, WorkerEvent?) -> Void
  ) {
    shared = Mutex(Shared(state: WorkerState(mode: mode, whenLocked: whenLocked, pace: pace)))
    hands = WorkerHands(service: service, lock: lock, processor: "worker_\(pid)")
    self.clock = clock
    self.telemetry = telemetry
    self.onChange = onChange
  }

  /// What it is doing now; a stop shows here at once.
  public var phase: WorkerPhase { shared.withLock { $0.state.phase } }

  /// Why it is off; nil while it runs, and before its first end.
  public var ending: WorkerEnding? { shared.withLock { $0.state.ending } }

  /// Starts it if it is off; takes a stop back that is not done yet.
  public func start() {
    let isNew = shared.withLock { shared in
      shared.state.start(at: .now)
      defer { shared.isRunning = true }
      return !shared.isRunning
    }
    if isNew, !BackgroundThread.run({ self.run() }) { cannotRun() }
    news.ring()
  }

  /// Finishes the ticket in hand, releases the lock, and ends; does nothing while it is off.
  public func stop() {
    shared.withLock { $0.state.stop(at: .now) }
    news.ring()
  }

  /// Ends without finishing what is in hand, once the call of the service that is being made comes back: what was
  /// taken stays IN_PROGRESS, and is told of. The lock is released.
  public func abandon() {
    shared.withLock { $0.state.abandon(at: .now) }
    news.ring()
  }

  /// Wakes an idle worker, because new tickets may exist, and one that waits for the lock, because it may be free.
  public func nudge() {
    shared.withLock { $0.state.nudge() }
    news.ring()
  }

  /// Waits until its thread has left; false if that took longer than `timeout`. nil: waits as long as it takes.
  public func waitUntilStopped(timeout: Duration?) -> Bool {
    let deadline = timeout.map { ContinuousClock.now + $0 }
    while true {
      let heard = farewell.heard
      if !shared.withLock({ $0.isRunning }) { return true }
      if let deadline, ContinuousClock.now >= deadline { return false }
      farewell.wait(after: heard, until: deadline)
    }
  }

  /// Tries once more to release a lock that could not be released, if there is one; may wait for the guard, up to 2 s.
  /// To be called while it is off.
  public func releaseLeftover() {
    leftover.withLock { lease in
      if lease?.release() == true { lease = nil }
    }
  }

  /// Whether there is a lock that could not be released. To be called while it is off.
  public var hasLeftover: Bool { leftover.withLock { $0 != nil } }

  // MARK: The thread

  private func run() {
    var lease = leftover.withLock { $0.take() }
    var ledger = WorkerLedger()
    while true {
      let heard = news.heard
      let began = ContinuousClock.now
      let action = shared.withLock { $0.state.next(at: began) }
      show()
      switch action {
      case .wait(let until):
        news.wait(after: heard, until: until)
      case .end:
        leftover.withLock { $0 = lease }
        if leave() { return }
      case .acquire, .renew, .fetch, .consume, .complete, .release:
        let outcome = hands.perform(action, lease: &lease)
        let now = Moment(instant: .now, time: clock.now(), chance: .random(in: 0...1))
        let events = shared.withLock { $0.state.finished(outcome, began: began, now: now) }
        for event in events {
          let report = ledger.report(event, at: now)
          for telemetry in telemetry { telemetry.note(report) }
        }
        show(events)
      }
    }
  }

  /// Tells of events, and of a phase that no event told of.
  private func show(_ events: [WorkerEvent] = []) {
    let (phase, isNew) = shared.withLock { shared in
      let phase = shared.state.phase
      defer { shared.shown = phase }
      return (phase, phase != shared.shown)
    }
    for event in events { onChange(phase, event) }
    if events.isEmpty, isNew { onChange(phase, nil) }
  }

  /// False if a start came in between.
  private func leave() -> Bool {
    let isOver = shared.withLock { shared in
      if shared.state.stage == .off { shared.isRunning = false }
      return !shared.isRunning
    }
    if isOver { farewell.ring() }
    return isOver
  }

  private func cannotRun() {
    shared.withLock { shared in
      shared.state.couldNotRun()
      shared.isRunning = false
    }
    onChange(.off, .failed(.noThread))
    farewell.ring()
  }
}

import Testing
import TicketCore

@testable import Worker

/// Plays the thread: asks the state what to do, and tells it how that went, at times that the test chooses.
struct StateScript {
  var state: WorkerState
  private(set) var now = ContinuousClock.now

  init(_ mode: WorkerMode = .follow, whenLocked: WhenLocked = .wait, pace: WorkerPace = WorkerPace()) {
    state = WorkerState(mode: mode, whenLocked: whenLocked, pace: pace)
    state.start(at: now)
  }

  /// One that holds the lock and has been given these tickets.
  static func holding(
    _ tickets: [WorkerTicket] = [], mode: WorkerMode = .follow, whenLocked: WhenLocked = .wait,
    pace: WorkerPace = WorkerPace()
  ) -> StateScript {
    var script = StateScript(mode, whenLocked: whenLocked, pace: pace)
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
    script.expect(.fetch(limit: pace.batch), .fetched(tickets), [])
    return script
  }

  /// One that has taken ticket `a` and has `b` next.
  static func working(mode: WorkerMode = .follow, whenLocked: WhenLocked = .wait) -> StateScript {
    var script = holding([Sample.a, Sample.b], mode: mode, whenLocked: whenLocked)
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    return script
  }

  mutating func pass(_ duration: Duration) { now += duration }

  mutating func stop() { state.stop(at: now) }

  /// The next action is this one; it goes so; these events come of it.
  mutating func expect(
    _ action: WorkerAction, _ outcome: WorkerOutcome, _ events: [WorkerEvent],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(state.next(at: now) == action, sourceLocation: sourceLocation)
    let told = state.finished(outcome, began: now, now: Moment(instant: now, time: Sample.time))
    #expect(told == events, sourceLocation: sourceLocation)
  }

  /// The next action is to wait this long; asked again, it says the same.
  mutating func expectWait(_ duration: Duration, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(state.next(at: now) == .wait(until: now + duration), sourceLocation: sourceLocation)
    #expect(state.next(at: now) == .wait(until: now + duration), sourceLocation: sourceLocation)
  }

  /// It is off, for this reason.
  mutating func expectEnd(_ ending: WorkerEnding, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(state.next(at: now) == .end, sourceLocation: sourceLocation)
    #expect(state.ending == ending, sourceLocation: sourceLocation)
    #expect(state.phase == .off, sourceLocation: sourceLocation)
  }

  /// It releases the lock and is off.
  mutating func expectReleaseAndEnd(_ ending: WorkerEnding, sourceLocation: SourceLocation = #_sourceLocation) {
    expect(.release, .released, [.released], sourceLocation: sourceLocation)
    expectEnd(ending, sourceLocation: sourceLocation)
  }
}

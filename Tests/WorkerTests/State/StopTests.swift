import Testing
import TicketCore

@testable import Worker

@Suite("Stopping (spec: console.md, The embedded worker)")
struct StopTests {
  @Test func finishesTheTicketInHandAndTakesNoOther() {
    var script = StateScript.working()
    script.stop()
    #expect(script.state.phase == .stopping(Sample.a))
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expectReleaseAndEnd(.stopped)
  }

  @Test func aLongDelayIsCutToTheLastDelay() {
    var script = StateScript.holding([Sample.a], pace: WorkerPace(delay: .seconds(50)))
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    script.pass(.seconds(3))
    script.stop()
    script.expectWait(.seconds(1))
  }

  @Test func aStopWhileATicketIsTakenStillFinishesIt() {
    var script = StateScript.holding([Sample.a], pace: WorkerPace(delay: .seconds(50)))
    #expect(script.state.next(at: script.now) == .consume(Sample.a))
    script.stop()
    _ = script.state.finished(.consumed, began: script.now, now: Moment(instant: script.now, time: Sample.time))
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expectReleaseAndEnd(.stopped)
  }

  @Test func anIdleWorkerStopsAtOnce() {
    var script = StateScript.holding([])
    script.stop()
    script.expectReleaseAndEnd(.stopped)
  }

  @Test func aLockThatCannotBeRemovedIsReported() {
    var script = StateScript.holding([])
    script.stop()
    script.expect(.release, .releaseFailed, [.releaseFailed])
    script.expectEnd(.stopped)
  }

  @Test func aBlockedWorkerStopsAtOnceAndReleasesNothing() {
    var script = StateScript()
    script.expect(.acquire, .acquireFailed(Sample.locked), [.blocked(Sample.locked)])
    script.stop()
    script.expectEnd(.stopped)
  }

  @Test func aStopWhileTheLockIsAcquiredReleasesIt() {
    var script = StateScript()
    #expect(script.state.next(at: script.now) == .acquire)
    script.stop()
    _ = script.state.finished(
      .acquired(tookOverFrom: nil), began: script.now, now: Moment(instant: script.now, time: Sample.time))
    script.expectReleaseAndEnd(.stopped)
  }

  @Test func aStartTakesAStopBack() {
    var script = StateScript.working()
    script.stop()
    script.state.start(at: script.now)
    #expect(script.state.phase == .working(Sample.a, since: Sample.time))
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
  }

  @Test func aStartDuringTheReleaseAcquiresAgain() {
    var script = StateScript.holding([])
    script.stop()
    #expect(script.state.next(at: script.now) == .release)
    script.state.start(at: script.now)
    script.expect(.release, .released, [.released])
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
    #expect(script.state.ending == nil)
  }

  @Test func anOffWorkerHasNothingToStop() {
    var state = WorkerState(mode: .follow, whenLocked: .wait, pace: WorkerPace())
    state.stop(at: .now)
    #expect(state.phase == .off)
    state.start(at: .now)
    #expect(state.phase == .acquiring)
  }
}

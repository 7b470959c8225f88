import Testing
import TicketCore

@testable import Worker

@Suite("The worker and its lock (spec: lock.md)")
struct LockTests {
  @Test func aTakenOverLockIsReportedWithItsOldHolder() {
    var script = StateScript()
    #expect(script.state.phase == .acquiring)
    script.expect(.acquire, .acquired(tookOverFrom: Sample.holder), [.acquired(tookOverFrom: Sample.holder)])
  }

  @Test func waitsForALockedLockAndTriesAgainEachSecondAndSaysSoOnce() {
    var script = StateScript()
    script.expect(.acquire, .acquireFailed(Sample.locked), [.blocked(Sample.locked)])
    #expect(script.state.phase == .blocked(Sample.locked))
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.acquire, .acquireFailed(Sample.locked), [])
    script.pass(.seconds(1))
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
  }

  @Test func aHolderThatDiedIsReportedAgain() {
    let dead = WorkerLockError(
      .locked(LockHolder(pid: 12345, acquiredAt: Sample.time, isAlive: false, content: "{…}")), context: "worker.lock")
    var script = StateScript()
    script.expect(.acquire, .acquireFailed(Sample.locked), [.blocked(Sample.locked)])
    script.pass(.seconds(1))
    script.expect(.acquire, .acquireFailed(dead), [.blocked(dead)])
  }

  @Test func aNudgeTriesABlockedLockAtOnce() {
    var script = StateScript()
    script.expect(.acquire, .acquireFailed(Sample.locked), [.blocked(Sample.locked)])
    script.state.nudge()
    script.expect(.acquire, .acquireFailed(Sample.locked), [])
    script.expectWait(.seconds(1))
  }

  @Test func theCommandsWorkerEndsWhenLocked() {
    var script = StateScript(whenLocked: .fail)
    script.expect(.acquire, .acquireFailed(Sample.locked), [.blocked(Sample.locked)])
    script.expectEnd(.locked(by: Sample.holder))
  }

  @Test(arguments: [WhenLocked.wait, .fail]) func aBusyGuardIsTriedAgain(whenLocked: WhenLocked) {
    var script = StateScript(whenLocked: whenLocked)
    script.expect(.acquire, .acquireFailed(Sample.lockBusy), [.blocked(Sample.lockBusy)])
    script.expectWait(.seconds(1))
  }

  @Test func anUnusableLockStopsTheWorkerBeforeAnyWork() {
    var script = StateScript()
    script.expect(.acquire, .acquireFailed(Sample.unusable), [.failed(.lock(Sample.unusable))])
    script.expectEnd(.failed(.lock(Sample.unusable)))
  }

  @Test func renewsEachMinuteAlsoWhileATicketTakesLong() {
    var script = StateScript.holding([Sample.a], pace: WorkerPace(delay: .seconds(90)))
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    script.expectWait(.seconds(60))
    script.pass(.seconds(60))
    script.expect(.renew, .renewed, [])
    script.expectWait(.seconds(30))
    script.pass(.seconds(30))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.pass(.seconds(30))
    script.expect(.renew, .renewed, [])
  }

  @Test func renewsBeforeAnythingElseAfterALongSleep() {
    var script = StateScript.working()
    script.pass(.seconds(3600))
    script.expect(.renew, .renewed, [])
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
  }

  @Test func aFailedRenewalIsTriedAgainWhileWorkGoesOnForNineMinutesAndNoLonger() {
    var script = StateScript.holding([Sample.a, Sample.b], pace: WorkerPace(delay: .zero))
    script.pass(.seconds(60))
    script.expect(.renew, .renewFailed(Sample.unusable), [.renewalFailed(Sample.unusable)])
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.pass(.seconds(479.5))
    script.expect(.renew, .renewFailed(Sample.unusable), [])
    script.pass(.seconds(0.5))
    script.expect(.renew, .renewFailed(Sample.unusable), [])
    #expect(script.state.phase == .blocked(Sample.unusable))
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.renew, .renewed, [])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
  }

  @Test func aStopEndsAWorkerThatCannotRenewAnyMore() {
    var script = StateScript.working()
    script.pass(.seconds(600))
    script.stop()
    script.expect(
      .renew, .renewFailed(Sample.lockBusy), [.renewalFailed(Sample.lockBusy), .leftInProgress(Sample.a)])
    script.expectReleaseAndEnd(.stopped)
  }

  @Test(arguments: [WorkerLockError.Code.lost, .notAFile])
  func aRenewalThatFindsAnotherLockStopsWorkAndWaitsForTheLock(code: WorkerLockError.Code) {
    var script = StateScript.working()
    script.pass(.seconds(60))
    script.expect(
      .renew, .renewFailed(WorkerLockError(code, context: "worker.lock")), [.lockLost, .leftInProgress(Sample.a)])
    script.expect(.release, .released, [])
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.acquire, .acquireFailed(Sample.locked), [.blocked(Sample.locked)])
  }

  @Test func aFencedConsumeIsALostLock() {
    var script = StateScript.holding([Sample.a])
    script.expect(.consume(Sample.a), .consumeFailed(Sample.fenced), [.lockLost])
    script.expect(.release, .released, [])
    #expect(script.state.phase == .acquiring)
  }

  @Test func aLockThatOnlySeemsLostAndCannotBeRemovedIsReported() {
    var script = StateScript.holding([Sample.a])
    script.expect(.consume(Sample.a), .consumeFailed(Sample.fenced), [.lockLost])
    script.expect(.release, .releaseFailed, [.releaseFailed])
  }

  @Test func aFencedCompleteLeavesTheTicketInProgress() {
    var script = StateScript.working()
    script.pass(.seconds(1))
    script.expect(
      .complete(Sample.a), .completeFailed(Sample.fenced), [.lockLost, .leftInProgress(Sample.a)])
    script.expect(.release, .released, [])
  }

  @Test func theCommandsWorkerEndsWhenItsLockIsLost() {
    var script = StateScript.working(whenLocked: .fail)
    script.pass(.seconds(1))
    script.expect(
      .complete(Sample.a), .completeFailed(Sample.fenced), [.lockLost, .leftInProgress(Sample.a)])
    script.expect(.release, .released, [])
    script.expectEnd(.lockLost)
  }

  @Test func ticketsFetchedUnderALostLockAreFetchedAnew() {
    var script = StateScript.holding([Sample.a, Sample.b])
    script.expect(.consume(Sample.a), .consumeFailed(Sample.fenced), [.lockLost])
    script.expect(.release, .released, [])
    script.pass(.seconds(1))
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
    script.expect(.fetch(limit: 64), .fetched([Sample.b]), [])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
  }
}

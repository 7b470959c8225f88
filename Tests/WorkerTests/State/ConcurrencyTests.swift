import Testing
import TicketCore

@testable import Worker

@Suite("Several tickets in hand")
struct ConcurrencyTests {
  static let away = TicketServiceError(.unreachable, context: "http://127.0.0.1:8000")

  static func pace(hands: Int = 2, retryLimit: Int? = nil, farewell: Duration = .zero) -> WorkerPace {
    WorkerPace(hands: hands, retryLimit: retryLimit, farewell: farewell)
  }

  /// One that has taken `a` and, half a second later, `b`, and has `c` next.
  static func twoInHand(_ pace: WorkerPace = pace(), mode: WorkerMode = .follow) -> StateScript {
    var script = StateScript.holding([Sample.a, Sample.b, Sample.c], mode: mode, pace: pace)
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    script.pass(.seconds(0.5))
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
    return script
  }

  @Test func takesAsManyAsItHasHandsAndTheNextWhenOneIsFree() {
    var script = Self.twoInHand()
    script.expectWait(.seconds(0.5))
    script.pass(.seconds(0.5))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expect(.consume(Sample.c), .consumed, [.took(Sample.c)])
    script.expectWait(.seconds(0.5))
  }

  @Test func completesWhatIsDueFirstWhateverWasTakenFirst() {
    var script = Self.twoInHand()
    script.pass(.seconds(0.5))
    script.expect(.complete(Sample.a), .completeFailed(Sample.busy), [.retrying(Sample.a, Sample.busy)])
    script.pass(.seconds(0.5))
    script.expect(.complete(Sample.b), .completed, [.completed(Sample.b)])
    #expect(script.state.phase == .retrying(Sample.a, after: Sample.busy))
    script.expect(.consume(Sample.c), .consumed, [.took(Sample.c)])
    script.pass(.seconds(0.5))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
  }

  @Test func onceHasOneHandHoweverManyThereAre() {
    var script = StateScript.holding([Sample.a, Sample.b], mode: .once, pace: Self.pace(hands: 9))
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expectReleaseAndEnd(.finished)
  }

  @Test func drainEndsWhenTheLastHandIsEmpty() {
    var script = StateScript.holding([Sample.a], mode: .drain, pace: Self.pace())
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    script.expect(.fetch(limit: 64), .fetched([]), [])
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completeFailed(Sample.busy), [.retrying(Sample.a, Sample.busy)])
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expectReleaseAndEnd(.finished)
  }

  @Test func aStopFinishesAllThatIsInHandAndTakesNoOther() {
    var script = Self.twoInHand()
    script.stop()
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expect(.complete(Sample.b), .completed, [.completed(Sample.b)])
    script.expectReleaseAndEnd(.stopped)
  }

  @Test func whatCannotBeCompletedIsTriedUntilTheFarewellIsOver() {
    var script = Self.twoInHand(Self.pace(farewell: .seconds(2)))
    script.stop()
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expect(.complete(Sample.b), .completeFailed(Self.away), [.retrying(Sample.b, Self.away)])
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.complete(Sample.b), .completeFailed(Self.away), [.leftInProgress(Sample.b)])
    script.expectReleaseAndEnd(.stopped)
  }

  @Test func anAbandonedWorkerReleasesAtOnceAndNamesWhatItLeaves() {
    var script = Self.twoInHand()
    script.state.abandon(at: script.now)
    script.expect(
      .release, .released, [.leftInProgress(Sample.a), .leftInProgress(Sample.b), .released])
    script.expectEnd(.stopped)
  }

  @Test func aLostLockLeavesAllThatIsInHand() {
    var script = Self.twoInHand()
    script.pass(.seconds(1))
    script.expect(
      .complete(Sample.a), .completeFailed(Sample.fenced),
      [.lockLost, .leftInProgress(Sample.a), .leftInProgress(Sample.b)])
    script.expect(.release, .released, [])
  }

  @Test func afterTheLastTryTheTicketIsLeftAndTheOthersGoOn() {
    var script = Self.twoInHand(Self.pace(retryLimit: 1))
    script.pass(.seconds(0.5))
    script.expect(.complete(Sample.a), .completeFailed(Self.away), [.retrying(Sample.a, Self.away)])
    script.pass(.seconds(1))
    script.expect(.complete(Sample.b), .completed, [.completed(Sample.b)])
    script.expect(
      .complete(Sample.a), .completeFailed(Self.away), [.retrying(Sample.a, Self.away), .leftInProgress(Sample.a)])
    script.expect(.consume(Sample.c), .consumed, [.took(Sample.c)])
  }

  @Test(arguments: [WorkerMode.once, .drain]) func whoLeavesATicketDoesNotEndAsIfAllWereDone(mode: WorkerMode) {
    var script = StateScript.holding([Sample.a], mode: mode, pace: Self.pace(retryLimit: 1))
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    for news in [[], [WorkerEvent.leftInProgress(Sample.a)]] {
      script.pass(.seconds(1))
      script.expect(
        .complete(Sample.a), .completeFailed(Sample.diskFull), [.retrying(Sample.a, Sample.diskFull)] + news)
    }
    if mode == .drain { script.expect(.fetch(limit: 64), .fetched([]), []) }
    script.expectReleaseAndEnd(.failed(.service(Sample.diskFull)))
  }

  @Test(arguments: [WorkerMode.once, .drain]) func aWorkerThatWantsToEndGivesUpAServerThatIsAway(mode: WorkerMode) {
    var script = StateScript(mode, pace: Self.pace(retryLimit: 1))
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
    script.expect(.fetch(limit: 64), .fetchFailed(Self.away), [.retrying(nil, Self.away)])
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.fetch(limit: 64), .fetchFailed(Self.away), [.failed(.service(Self.away))])
    script.expectReleaseAndEnd(.failed(.service(Self.away)))
  }

  @Test(arguments: [WorkerMode.once, .drain]) func aWorkerThatWantsToEndGivesUpAFolderThatStaysBusy(mode: WorkerMode) {
    var script = StateScript(mode, pace: Self.pace(retryLimit: 1))
    script.expect(.acquire, .acquireFailed(Sample.lockBusy), [.blocked(Sample.lockBusy)])
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.acquire, .acquireFailed(Sample.lockBusy), [.failed(.lock(Sample.lockBusy))])
    #expect(script.state.phase == .off)
    #expect(script.state.ending == .failed(.lock(Sample.lockBusy)))
  }

  @Test func aWorkerThatFollowsWaitsForABusyFolderForEver() {
    var script = StateScript(.follow, pace: Self.pace(retryLimit: 1))
    for isFirst in [true, false, false] {
      script.expect(.acquire, .acquireFailed(Sample.lockBusy), isFirst ? [.blocked(Sample.lockBusy)] : [])
      script.pass(.seconds(1))
    }
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
  }

  @Test func aWorkerThatFollowsWaitsForTheServerForEverAndSaysSoOnce() {
    var script = StateScript(.follow, pace: Self.pace())
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
    script.expect(.fetch(limit: 64), .fetchFailed(Self.away), [.retrying(nil, Self.away)])
    for _ in 0..<50 {
      script.pass(.seconds(1))
      script.expect(.fetch(limit: 64), .fetchFailed(Self.away), [])
    }
    script.pass(.seconds(1))
    script.expect(.fetch(limit: 64), .fetched([Sample.a]), [])
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
  }
}

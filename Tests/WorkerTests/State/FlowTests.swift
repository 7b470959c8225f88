import Testing
import TicketCore

@testable import Worker

@Suite("The worker's flow (contract: Ticket Worker V1, 4)")
struct FlowTests {
  @Test func takesTicketsInTheOrderOfTheBoardAndCompletesEachAfterTheDelay() {
    var script = StateScript.holding([Sample.a, Sample.b])
    for ticket in [Sample.a, Sample.b] {
      script.expect(.consume(ticket), .consumed, [.took(ticket)])
      #expect(script.state.phase == .working(ticket, since: Sample.time))
      script.expectWait(.seconds(1))
      script.pass(.seconds(1))
      script.expect(.complete(ticket), .completed, [.completed(ticket)])
    }
    script.expect(.fetch(limit: 64), .fetched([]), [])
    #expect(script.state.phase == .idle)
  }

  @Test func asksForTheBoardOnceForABatchAndNotForEachTicket() {
    var script = StateScript.holding([Sample.a, Sample.b, Sample.c], pace: WorkerPace(delay: .zero))
    for ticket in [Sample.a, Sample.b, Sample.c] {
      script.expect(.consume(ticket), .consumed, [.took(ticket)])
      script.expect(.complete(ticket), .completed, [.completed(ticket)])
    }
    script.expect(.fetch(limit: 64), .fetched([]), [])
  }

  @Test func onceEndsAfterOneTicket() {
    var script = StateScript.working(mode: .once)
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expectReleaseAndEnd(.finished)
  }

  @Test func oncePassesOverTakenTicketsUntilItGetsOne() {
    var script = StateScript.holding([Sample.a, Sample.b], mode: .once, pace: WorkerPace(delay: .zero))
    script.expect(.consume(Sample.a), .consumeFailed(Sample.taken), [.passedOver(Sample.a, Sample.taken)])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
    script.expect(.complete(Sample.b), .completed, [.completed(Sample.b)])
    script.expectReleaseAndEnd(.finished)
  }

  @Test(arguments: [WorkerMode.once, .drain]) func endsWhenNothingIsOpen(mode: WorkerMode) {
    var script = StateScript.holding([], mode: mode)
    script.expectReleaseAndEnd(.finished)
  }

  @Test func drainAsksAgainBehindABatchAndEndsWhenNothingIsLeft() {
    var script = StateScript.holding([Sample.a], mode: .drain, pace: WorkerPace(delay: .zero, batch: 1))
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expect(.fetch(limit: 1), .fetched([Sample.b]), [])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
    script.expect(.complete(Sample.b), .completed, [.completed(Sample.b)])
    script.expect(.fetch(limit: 1), .fetched([]), [])
    script.expectReleaseAndEnd(.finished)
  }

  @Test func anIdleWorkerLooksAgainAtEachPoll() {
    var script = StateScript.holding([], pace: WorkerPace(poll: .seconds(5)))
    script.expectWait(.seconds(5))
    script.pass(.seconds(5))
    script.expect(.fetch(limit: 64), .fetched([Sample.a]), [])
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
  }

  @Test func aNudgeWakesAnIdleWorkerAtOnce() {
    var script = StateScript.holding([])
    script.state.nudge()
    script.expect(.fetch(limit: 64), .fetched([]), [])
    script.expectWait(.seconds(1))
  }

  @Test func aNudgeDuringAFetchIsNotForgotten() {
    var script = StateScript()
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
    #expect(script.state.next(at: script.now) == .fetch(limit: 64))
    script.state.nudge()
    _ = script.state.finished(
      .fetched([]), began: script.now, now: Moment(instant: script.now, time: Sample.time))
    script.expect(.fetch(limit: 64), .fetched([Sample.a]), [])
  }

  @Test func theMessageNamesTheTypeAsItStandsInTheFile() {
    #expect(Sample.a.message == "SUCCESS [MOCK_ONLY]: Simulated execution for REQUEST_RECONCILE")
    #expect(Sample.c.message == "SUCCESS [MOCK_ONLY]: Simulated execution for REBUILD")
  }
}

import Testing
import TicketCore

@testable import Worker

@Suite("Conflicts and failures (contract: Ticket Worker V1, 6)")
struct FailureTests {
  static let fatal: [TicketServiceError.Code] = [.unreadable, .unwritable, .diskFull]

  @Test(arguments: [TicketServiceError.Code.conflict(current: .inProgress), .notFound, .tooLarge])
  func aTicketThatCannotBeTakenIsPassedOver(code: TicketServiceError.Code) {
    let error = TicketServiceError(code, context: "a")
    var script = StateScript.holding([Sample.a, Sample.b])
    script.expect(.consume(Sample.a), .consumeFailed(error), [.passedOver(Sample.a, error)])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
  }

  @Test func aTicketThatStaysOpenButCannotBeTakenIsNotTriedForEver() {
    var script = StateScript.holding([Sample.a], mode: .drain, pace: WorkerPace(batch: 1))
    script.expect(.consume(Sample.a), .consumeFailed(Sample.taken), [.passedOver(Sample.a, Sample.taken)])
    // One more is asked for, so that what cannot be taken does not hide what can.
    script.expect(.fetch(limit: 2), .fetched([Sample.a]), [])
    script.expectReleaseAndEnd(.finished)
  }

  @Test(arguments: [TicketServiceError.Code.conflict(current: .done), .notFound])
  func aConflictAtCompletingIsReportedAndTheNextTaken(code: TicketServiceError.Code) {
    let error = TicketServiceError(code, context: "a")
    var script = StateScript.working()
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completeFailed(error), [.completeConflicted(Sample.a, error)])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
  }

  @Test(arguments: fatal) func anErrorWhileTakingStopsAndReleases(code: TicketServiceError.Code) {
    let error = TicketServiceError(code, context: "ticket_results.jsonl", errno: 5)
    var script = StateScript.holding([Sample.a], mode: .drain)
    script.expect(.consume(Sample.a), .consumeFailed(error), [.failed(.service(error))])
    script.expectReleaseAndEnd(.failed(.service(error)))
  }

  @Test(arguments: fatal + [.durabilityUnknown]) func anErrorWhileLookingStopsAndReleases(code: TicketServiceError.Code)
  {
    let error = TicketServiceError(code, context: "ticket_requests.jsonl", errno: 5)
    var script = StateScript(.drain)
    script.expect(.acquire, .acquired(tookOverFrom: nil), [.acquired(tookOverFrom: nil)])
    script.expect(.fetch(limit: 64), .fetchFailed(error), [.failed(.service(error))])
    script.expectReleaseAndEnd(.failed(.service(error)))
  }

  @Test(arguments: [TicketServiceError.Code.unreadable, .unwritable, .diskFull])
  func whoStaysWaitsForADiskThatRecovers(code: TicketServiceError.Code) {
    let error = TicketServiceError(code, context: "ticket_results.jsonl", errno: 28)
    var script = StateScript.holding([Sample.a])
    script.expect(.consume(Sample.a), .consumeFailed(error), [.retrying(nil, error)])
    // Nothing that is new mends it.
    script.state.nudge()
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.consume(Sample.a), .consumeFailed(error), [])
    script.pass(.seconds(1))
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
  }

  @Test func nobodyTakesMoreWhereATakingMayNotLast() {
    let error = TicketServiceError(.durabilityUnknown, context: "ticket_results.jsonl", errno: 5)
    var script = StateScript.holding([Sample.a, Sample.b])
    script.expect(
      .consume(Sample.a), .consumeFailed(error), [.passedOver(Sample.a, error), .failed(.service(error))])
    script.expectReleaseAndEnd(.failed(.service(error)))
  }

  @Test func aBusyGuardIsTriedAgainWithTheSameTicket() {
    var script = StateScript.holding([Sample.a])
    script.expect(.consume(Sample.a), .consumeFailed(Sample.busy), [.retrying(nil, Sample.busy)])
    #expect(script.state.phase == .retrying(nil, after: Sample.busy))
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.consume(Sample.a), .consumed, [.took(Sample.a)])
  }

  @Test(arguments: [TicketServiceError.Code.busy, .unreadable, .unwritable, .diskFull])
  func aTicketThatCannotBeCompletedIsTriedEachSecondAndReportedOnce(code: TicketServiceError.Code) {
    let error = TicketServiceError(code, context: "ticket_results.jsonl")
    var script = StateScript.working()
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completeFailed(error), [.retrying(Sample.a, error)])
    #expect(script.state.phase == .retrying(Sample.a, after: error))
    script.expectWait(.seconds(1))
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completeFailed(error), [])
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completed, [.completed(Sample.a)])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
  }

  @Test func aStopTriesOnceMoreAndThenSaysThatTheTicketStays() {
    var script = StateScript.working()
    script.pass(.seconds(1))
    script.expect(.complete(Sample.a), .completeFailed(Sample.diskFull), [.retrying(Sample.a, Sample.diskFull)])
    script.stop()
    script.expect(.complete(Sample.a), .completeFailed(Sample.diskFull), [.leftInProgress(Sample.a)])
    script.expectReleaseAndEnd(.stopped)
  }

  @Test func aCompleteOfUnknownDurabilityIsNeverWrittenAgain() {
    let error = TicketServiceError(.durabilityUnknown, context: "ticket_results.jsonl", errno: 5)
    var script = StateScript.working()
    script.pass(.seconds(1))
    script.expect(
      .complete(Sample.a), .completeFailed(error), [.completeConflicted(Sample.a, error), .failed(.service(error))])
    script.expectReleaseAndEnd(.failed(.service(error)))
  }

  @Test func aMessageThatIsTooLargeLeavesTheTicketAndGoesOn() {
    let error = TicketServiceError(.tooLarge, context: "a")
    var script = StateScript.working()
    script.pass(.seconds(1))
    script.expect(
      .complete(Sample.a), .completeFailed(error), [.completeConflicted(Sample.a, error), .leftInProgress(Sample.a)])
    script.expect(.consume(Sample.b), .consumed, [.took(Sample.b)])
  }
}

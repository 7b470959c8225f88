import Testing
import TicketCore

@testable import Worker

@Suite("Figures around events")
struct LedgerTests {
  private let start = ContinuousClock.now

  private func moment(_ seconds: Double) -> Moment { Moment(instant: start + .seconds(seconds), time: Sample.time) }

  @Test func countsTriesAndTimeAndWhatIsInHand() {
    var ledger = WorkerLedger()
    let reports = [
      ledger.report(.took(Sample.a), at: moment(0)), ledger.report(.took(Sample.b), at: moment(1)),
      ledger.report(.retrying(Sample.a, Sample.busy), at: moment(2)),
      ledger.report(.completed(Sample.a), at: moment(3)), ledger.report(.leftInProgress(Sample.b), at: moment(5)),
      ledger.report(.retrying(nil, Sample.busy), at: moment(6)),
    ]
    #expect(reports.map(\.attempt) == [1, 1, 1, 2, 1, nil])
    #expect(reports.map(\.latency) == [nil, nil, nil, .seconds(3), .seconds(4), nil])
    #expect(reports.map(\.inHand) == [1, 2, 2, 1, 0, 0])
  }

  @Test func aTicketThatIsLeftBehindAConflictCountsOnce() {
    var ledger = WorkerLedger()
    _ = ledger.report(.took(Sample.a), at: moment(0))
    #expect(ledger.report(.completeConflicted(Sample.a, Sample.taken), at: moment(1)).inHand == 0)
    #expect(ledger.report(.leftInProgress(Sample.a), at: moment(1)).latency == nil)
  }
}

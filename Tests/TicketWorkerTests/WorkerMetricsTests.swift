import Testing
import TicketCore
import Worker

@testable import TicketWorker

@Suite("The worker's figures")
struct WorkerMetricsTests {
  private let at = Timestamp(microseconds: 0)
  private let ticket = WorkerTicket(id: .text("a"), type: .known(.reports))
  private let foreign = WorkerTicket(id: .text("b"), type: .foreign("x\"\n"))
  private let trouble = TicketServiceError(.unreachable, context: "x")

  @Test func countsWhatBecameOfTickets() {
    let metrics = WorkerMetrics()
    metrics.note(WorkerReport(event: .took(ticket), at: at, attempt: 1, inHand: 1))
    metrics.note(WorkerReport(event: .retrying(ticket, trouble), at: at, attempt: 1, inHand: 1))
    metrics.note(WorkerReport(event: .retrying(nil, trouble), at: at, inHand: 1))
    metrics.note(WorkerReport(event: .completed(ticket), at: at, attempt: 2, latency: .seconds(1.2), inHand: 0))
    metrics.note(WorkerReport(event: .passedOver(foreign, trouble), at: at))
    let lines = metrics.current.text.split(separator: "\n").map(String.init)
    #expect(lines.contains(#"worker_events_total{type="REQUEST_REPORTS",outcome="taken"} 1"#))
    #expect(lines.contains(#"worker_events_total{type="REQUEST_REPORTS",outcome="retried"} 1"#))
    #expect(lines.contains(#"worker_events_total{type="REQUEST_REPORTS",outcome="done"} 1"#))
    #expect(lines.contains(#"worker_events_total{type="OTHER",outcome="skipped"} 1"#))
    #expect(lines.contains(#"worker_latency_seconds_bucket{type="REQUEST_REPORTS",le="1.0"} 0"#))
    #expect(lines.contains(#"worker_latency_seconds_bucket{type="REQUEST_REPORTS",le="2.5"} 1"#))
    #expect(lines.contains(#"worker_latency_seconds_bucket{type="REQUEST_REPORTS",le="+Inf"} 1"#))
    #expect(lines.contains(#"worker_latency_seconds_sum{type="REQUEST_REPORTS"} 1.2"#))
    #expect(lines.contains("worker_poll_errors_total 1"))
    #expect(lines.contains("worker_pool_active 0"))
  }

  @Test(arguments: [(0.005, 0), (0.0051, 1), (60, 12), (61, 13)])
  func anObservationFallsUnderTheFirstBoundThatHoldsIt(seconds: Double, index: Int) {
    var histogram = Histogram()
    histogram.observe(seconds)
    #expect(histogram.counts[index] == 1)
    #expect(histogram.counts.reduce(0, +) == 1)
  }
}

extension WorkerMetrics.Figures {
  /// The figures as Prometheus reads them (text format 0.0.4).
  var text: String {
    var lines = [
      "# HELP worker_build_info Which version runs; always 1.", "# TYPE worker_build_info gauge",
      "worker_build_info{version=\"\(Product.version)\"} 1",
      "# HELP worker_events_total What became of tickets, by type.", "# TYPE worker_events_total counter",
    ]
    for type in WorkerMetrics.TypeLabel.all {
      for outcome in WorkerMetrics.Outcome.allCases {
        let count = events[Key(type: type, outcome: outcome)] ?? 0
        lines.append("worker_events_total{type=\"\(type.text)\",outcome=\"\(outcome.rawValue)\"} \(count)")
      }
    }
    lines += [
      "# HELP worker_latency_seconds From taking a ticket to its DONE, by type.",
      "# TYPE worker_latency_seconds histogram",
    ]
    for type in WorkerMetrics.TypeLabel.all { lines += Self.lines(latencies[type] ?? Histogram(), type.text) }
    lines += [
      "# HELP worker_poll_errors_total How often looking for tickets or taking one failed.",
      "# TYPE worker_poll_errors_total counter", "worker_poll_errors_total \(pollErrors)",
      "# HELP worker_pool_active Tickets in hand.", "# TYPE worker_pool_active gauge", "worker_pool_active \(inHand)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ histogram: Histogram, _ type: String) -> [String] {
    var total = 0
    let buckets = zip(Histogram.bounds.map { "\($0)" } + ["+Inf"], histogram.counts).map { bound, count in
      total += count
      return "worker_latency_seconds_bucket{type=\"\(type)\",le=\"\(bound)\"} \(total)"
    }
    return buckets + [
      "worker_latency_seconds_sum{type=\"\(type)\"} \(histogram.sum)",
      "worker_latency_seconds_count{type=\"\(type)\"} \(total)",
    ]
  }
}

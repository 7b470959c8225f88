-- What wrk sends: one submit after another; at the end the figures as JSON, times in seconds.
wrk.method = "POST"
wrk.path = "/api/tickets"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"request_type": "REQUEST_RECONCILE", "payload": {"mode": "FULL", "reason": "Quarter close"}}'

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"answered": %d, "refused": %d, "seconds": %.6f, "p50": %.9f, "p99": %.9f}\n', summary.requests,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, summary.duration / 1e6,
    latency:percentile(50) / 1e6, latency:percentile(99) / 1e6))
end

import TicketCore
import Worker

/// Logs what the worker does.
struct WorkLog: WorkerTelemetry {
  let log: JSONLog
  /// The worker's `processor_id`.
  let processor: String

  func note(_ report: WorkerReport) {
    log.write(
      report.event.level, report.event.sentence(in: .english, now: report.at), members(of: report), at: report.at)
  }

  private func members(of report: WorkerReport) -> [JSONValue.Member] {
    guard let ticket = report.event.ticket else { return [] }
    var members = [
      JSONValue.Member("request_id", .string(ticket.id.description)),
      JSONValue.Member("request_type", .string(ticket.type.text)),
    ]
    if let attempt = report.attempt { members.append(JSONValue.Member("attempt", .integer(attempt))) }
    if let latency = report.latency { members.append(JSONValue.Member("latency_ms", .integer(latency.milliseconds))) }
    if let trace = ticket.traceID { members.append(JSONValue.Member("trace_id", .string(trace))) }
    if case .leftInProgress = report.event { members.append(JSONValue.Member("complete_with", step(of: ticket))) }
    return members
  }

  /// The body of `POST /api/tickets/complete` that would finish it.
  private func step(of ticket: WorkerTicket) -> JSONValue {
    [
      "request_id": .string(ticket.id.description), "status": .string(TicketStatus.done.rawValue),
      "message": .string(ticket.message), "processor_id": .string(processor),
    ]
  }
}

extension WorkerEvent {
  /// What is tried again is a warning yet.
  fileprivate var level: LogLevel {
    switch self {
    case .retrying, .renewalFailed: .warn
    default:
      switch weight {
      case .routine: .info
      case .warning: .warn
      case .failure: .error
      }
    }
  }
}

extension Duration {
  /// Rounded down.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }

  /// As a decimal.
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}

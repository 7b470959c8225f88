/// Every call of the API (spec: api.md).
enum Call: Hashable, Sendable {
  case submit, consume, complete, latest
  /// The id as the path holds it; it may be empty.
  case ticket(String)
  case problems, worker, stream, healthz, readyz, metrics

  /// What metrics call it.
  var name: String {
    switch self {
    case .submit: "submit"
    case .consume: "consume"
    case .complete: "complete"
    case .latest: "latest"
    case .ticket: "ticket"
    case .problems: "problems"
    case .worker: "worker"
    case .stream: "stream"
    case .healthz: "healthz"
    case .readyz: "readyz"
    case .metrics: "metrics"
    }
  }

  /// The methods that it takes.
  var methods: [Method] {
    switch self {
    case .submit, .consume, .complete: [.post]
    case .latest, .ticket, .problems, .worker, .stream, .healthz, .readyz, .metrics: [.get, .head]
    }
  }
}

/// Finds the call that a path names.
enum Router {
  /// nil for a path that nothing stands at. The fixed paths win over ids: a ticket that is called like one of them is found
  /// at `/api/tickets/id/{id}`, as every ticket is.
  static func call(at path: [String]) -> Call? {
    switch path {
    case ["healthz"]: return .healthz
    case ["readyz"]: return .readyz
    case ["metrics"]: return .metrics
    case ["api", "worker"]: return .worker
    case ["api", "tickets"]: return .submit
    case ["api", "tickets", "consume"]: return .consume
    case ["api", "tickets", "complete"]: return .complete
    case ["api", "tickets", "latest"]: return .latest
    case ["api", "tickets", "problems"]: return .problems
    case ["api", "tickets", "stream"]: return .stream
    default:
      guard path.starts(with: ["api", "tickets"]), let id = path.last, !id.isEmpty else { return nil }
      return path.count == 3 || path.count == 4 && path[2] == "id" ? .ticket(id) : nil
    }
  }
}

import Synchronization
import TicketCore
import Worker

/// Counts what the worker does. Any thread.
final class WorkerMetrics: WorkerTelemetry {
  /// How the worker's work on a ticket went on.
  enum Outcome: String, CaseIterable {
    case taken, done, conflict, skipped, retried, left
  }

  /// Foreign types share one label, so that nobody can make them grow without end.
  enum TypeLabel: Hashable {
    case known(RequestType)
    case foreign

    static let all = RequestType.allCases.map(TypeLabel.known) + [.foreign]

    init(_ type: Ticket.TypeName) {
      switch type {
      case .known(let type): self = .known(type)
      case .foreign: self = .foreign
      }
    }

    var text: String {
      switch self {
      case .known(let type): type.rawValue
      case .foreign: "OTHER"
      }
    }
  }

  struct Figures: Hashable {
    struct Key: Hashable {
      let type: TypeLabel
      let outcome: Outcome
    }

    var events: [Key: Int] = [:]
    var latencies: [TypeLabel: Histogram] = [:]
    var pollErrors = 0
    var inHand = 0
  }

  private let figures = Mutex(Figures())

  var current: Figures { figures.withLock { $0 } }

  func note(_ report: WorkerReport) {
    figures.withLock { figures in
      figures.inHand = report.inHand
      if case .retrying(nil, _) = report.event { figures.pollErrors += 1 }
      guard let ticket = report.event.ticket, let outcome = Outcome(report.event) else { return }
      let type = TypeLabel(ticket.type)
      figures.events[Figures.Key(type: type, outcome: outcome), default: 0] += 1
      if outcome == .done, let latency = report.latency {
        figures.latencies[type, default: Histogram()].observe(latency.seconds)
      }
    }
  }
}

extension WorkerMetrics.Outcome {
  fileprivate init?(_ event: WorkerEvent) {
    switch event {
    case .took: self = .taken
    case .completed: self = .done
    case .completeConflicted: self = .conflict
    case .passedOver: self = .skipped
    case .retrying: self = .retried
    case .leftInProgress: self = .left
    case .acquired, .blocked, .renewalFailed, .lockLost, .released, .releaseFailed, .failed: return nil
    }
  }
}

/// What a ticket of each type asks for (contract: Ticket Request V1, 3).
public enum TicketPayload: Hashable, Sendable {
  case reconcile(mode: ReconcileMode, reason: String)
  case reports(mode: ReportsMode, scope: ReportsScope, reason: String)
  case acknowledge(messageID: String)

  public enum ReconcileMode: String, CaseIterable, Sendable {
    case full = "FULL"
    case incremental = "INCREMENTAL"
  }

  public enum ReportsMode: String, CaseIterable, Sendable {
    case reEvaluate = "RE-EVALUATE"
    case regen = "REGEN"
  }

  public enum ReportsScope: String, CaseIterable, Sendable {
    case phaseCLatest = "PHASE_C_LATEST"
  }

  public var type: RequestType {
    switch self {
    case .reconcile: .reconcile
    case .reports: .reports
    case .acknowledge: .acknowledge
    }
  }

  /// The keys in the contract's order.
  public var json: JSONValue {
    switch self {
    case .reconcile(let mode, let reason):
      ["mode": .string(mode.rawValue), "reason": .string(reason)]
    case .reports(let mode, let scope, let reason):
      ["mode": .string(mode.rawValue), "scope": .string(scope.rawValue), "reason": .string(reason)]
    case .acknowledge(let messageID):
      ["message_id": .string(messageID)]
    }
  }
}

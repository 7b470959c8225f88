/// What a ticket of each type asks for (contract: Ticket Request V1, 3).
public enum TicketPayload: Hashable, Sendable {
  case reconcile(mode: ReconcileMode, reason: String)
  case reports(mode: ReportsMode, scope: ReportsScope, reason: String)
  case acknowledge(messageID: String)

  /// The modes of REQUEST_RECONCILE.
  public enum ReconcileMode: String, CaseIterable, Sendable {
    case full = "FULL"
    case incremental = "INCREMENTAL"
  }

  /// The modes of REQUEST_REPORTS.
  public enum ReportsMode: String, CaseIterable, Sendable {
    case reEvaluate = "RE-EVALUATE"
    case regen = "REGEN"
  }

  /// The scopes of REQUEST_REPORTS: there is one.
  public enum ReportsScope: String, CaseIterable, Sendable {
    case phaseCLatest = "PHASE_C_LATEST"
  }

  /// The type whose payload this is.
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

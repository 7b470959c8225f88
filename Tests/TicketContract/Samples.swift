public import TicketCore

extension TicketSubmission {
  /// A reconcile ticket that keeps every rule.
  public static func reconcile(_ reason: String, trace: String? = nil) throws(ValidationErrors) -> TicketSubmission {
    try TicketSubmission(json: [
      "request_type": "REQUEST_RECONCILE", "payload": ["mode": "FULL", "reason": .string(reason)],
      "trace_id": .optional(trace),
    ])
  }

  /// An acknowledge ticket that keeps every rule.
  public static func acknowledge(_ message: String) throws(ValidationErrors) -> TicketSubmission {
    try TicketSubmission(json: ["request_type": "ACKNOWLEDGE", "payload": ["message_id": .string(message)]])
  }
}

/// A fence that says what it is told to.
public struct FixedFence: WorkerFence {
  private let answer: Bool

  /// `answer` is what it says.
  public init(holds answer: Bool) { self.answer = answer }

  /// What it was told to say.
  public func check() throws(TicketServiceError) {
    if !answer { throw TicketServiceError(.lockLost, context: "test") }
  }
}

extension JSONValue {
  /// The keys of an object, in their order.
  public var keys: [String]? {
    guard case .object(let members) = self else { return nil }
    return members.map(\.key)
  }
}

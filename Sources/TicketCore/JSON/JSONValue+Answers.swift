/// One thing wrong with what was sent, as answers list it.
public struct FieldError: Hashable, Sendable {
  /// The path of the field as callers know it: `payload.reason`.
  public let field: String
  /// What would be right, as a sentence.
  public let reason: String

  /// Texts as answers show them, in English.
  public init(field: String, reason: String) {
    self.field = field
    self.reason = reason
  }

  /// The English sentence of a rule that was broken.
  public init(_ error: ValidationError) { self.init(field: error.field, reason: error.sentence(in: .english)) }

  /// `{"field": …, "reason": …}`.
  public var json: JSONValue { ["field": .string(field), "reason": .string(reason)] }
}

extension JSONValue {
  /// The answer to a call that failed: `result`, `message`, then `more`, then `errors` (spec: cli.md and api.md).
  public static func failure(
    _ result: String, _ message: String, _ more: [Member] = [], errors: [FieldError] = []
  ) -> JSONValue {
    .object(
      [Member("result", .string(result)), Member("message", .string(message))] + more
        + [Member("errors", .array(errors.map(\.json)))])
  }
}

extension SubmitReceipt {
  /// The answer to a submit (contract: Ticket Request V1, 5).
  public var json: JSONValue {
    [
      "result": "OK", "request_id": .string(requestID.description), "requested_at": .optional(requestedAt?.text),
      "status": .string(TicketStatus.open.rawValue), "appended": .bool(true),
    ]
  }
}

extension StepReceipt {
  /// The answer to a consume or a complete (contract: Ticket Result V1, 5).
  public var json: JSONValue {
    [
      "result": "OK", "request_id": .string(requestID.description), "new_status": .string(newStatus.rawValue),
      "result_id": .string(resultID.description),
    ]
  }
}

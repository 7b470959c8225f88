/// Collects what is wrong with a submission, field by field; each rule of spec tickets.md, "Submitting", stands here once.
struct SubmissionCheck {
  static let textLimit = 200
  private static let ownKeys = ["schema", "request_type", "payload", "trace_id"]
  private static let serverKeys = ["request_id", "requested_at", "status"]

  private(set) var errors: [ValidationError] = []

  mutating func submission(_ json: JSONValue) -> TicketSubmission? {
    guard case .object(let members) = json else {
      report("submission", .wrongType(expected: .object))
      return nil
    }
    checkSchema(json["schema"])
    let type = requestType(json["request_type"])
    let payload = payload(json["payload"], type: type)
    let traceID = traceID(json["trace_id"])
    let known = Self.ownKeys + Self.serverKeys
    for member in members where !known.contains(member.key) {
      report(member.key, .unknownKey(allowed: Self.ownKeys))
    }
    return payload.map { TicketSubmission(payload: $0, traceID: traceID) }
  }

  private mutating func checkSchema(_ value: JSONValue?) {
    guard let value else { return }
    guard let text = value.string else { return report("schema", .wrongType(expected: .string)) }
    if !text.isExactly(TicketSubmission.schema) { report("schema", .notAllowed([TicketSubmission.schema])) }
  }

  private mutating func requestType(_ value: JSONValue?) -> RequestType? {
    choice(value, at: "request_type")
  }

  private mutating func payload(_ value: JSONValue?, type: RequestType?) -> TicketPayload? {
    guard let value else {
      report("payload", .missing)
      return nil
    }
    guard case .object(let members) = value else {
      report("payload", .wrongType(expected: .object))
      return nil
    }
    guard let type else { return nil }
    let keys: [String]
    let payload: TicketPayload?
    switch type {
    case .reconcile:
      keys = ["mode", "reason"]
      let mode: TicketPayload.ReconcileMode? = choice(value["mode"], at: "payload.mode")
      let reason = reason(value["reason"])
      payload = if let mode, let reason { .reconcile(mode: mode, reason: reason) } else { nil }
    case .reports:
      keys = ["mode", "scope", "reason"]
      let mode: TicketPayload.ReportsMode? = choice(value["mode"], at: "payload.mode")
      let scope: TicketPayload.ReportsScope? = choice(value["scope"], at: "payload.scope")
      let reason = reason(value["reason"])
      payload = if let mode, let scope, let reason { .reports(mode: mode, scope: scope, reason: reason) } else { nil }
    case .acknowledge:
      keys = ["message_id"]
      payload = messageID(value["message_id"]).map { .acknowledge(messageID: $0) }
    }
    for member in members where !keys.contains(member.key) {
      report("payload.\(member.key)", .unknownKey(allowed: keys.map { "payload.\($0)" }))
    }
    return payload
  }

  /// Trimmed; may hold any character but is written on one line of the log all the same.
  private mutating func reason(_ value: JSONValue?) -> String? {
    guard let text = text(value, at: "payload.reason") else { return nil }
    return lengthChecked(text.trimmingBlanks, at: "payload.reason")
  }

  private mutating func messageID(_ value: JSONValue?) -> String? {
    guard let text = text(value, at: "payload.message_id"),
      let measured = lengthChecked(text, at: "payload.message_id")
    else { return nil }
    return withoutControls(measured, at: "payload.message_id")
  }

  /// Absent, null and empty are the same.
  private mutating func traceID(_ value: JSONValue?) -> String? {
    guard let value, value != .null, value != "" else { return nil }
    guard let text = text(value, at: "trace_id"), let measured = lengthChecked(text, at: "trace_id") else { return nil }
    return withoutControls(measured, at: "trace_id")
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ value: JSONValue?, at field: String
  ) -> Choice? {
    guard let text = text(value, at: field) else { return nil }
    guard let choice = Choice(exactly: text) else {
      report(field, .notAllowed(Choice.allCases.map(\.rawValue)))
      return nil
    }
    return choice
  }

  private mutating func text(_ value: JSONValue?, at field: String) -> String? {
    guard let value else {
      report(field, .missing)
      return nil
    }
    guard let text = value.string else {
      report(field, .wrongType(expected: .string))
      return nil
    }
    return text
  }

  private mutating func lengthChecked(_ text: String, at field: String) -> String? {
    let count = text.count
    if text.isEmpty {
      report(field, .empty)
    } else if count > Self.textLimit {
      report(field, .tooLong(limit: Self.textLimit, count: count))
    } else {
      return text
    }
    return nil
  }

  private mutating func withoutControls(_ text: String, at field: String) -> String? {
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      report(field, .controlCharacters)
      return nil
    }
    return text
  }

  private mutating func report(_ field: String, _ rule: ValidationError.Rule) {
    errors.append(ValidationError(field: field, rule: rule))
  }
}

extension String {
  /// Without the blanks and line breaks at both ends.
  var trimmingBlanks: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

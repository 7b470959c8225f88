import TicketCore

/// The contract's rules of a submission read plainly (spec: tickets.md, "Submitting").
enum PlainSubmission {
  private static let payloads: [String: [String: [String]?]] = [
    "REQUEST_RECONCILE": ["mode": ["FULL", "INCREMENTAL"], "reason": nil],
    "REQUEST_REPORTS": ["mode": ["RE-EVALUATE", "REGEN"], "scope": ["PHASE_C_LATEST"], "reason": nil],
    "ACKNOWLEDGE": ["message_id": nil],
  ]
  private static let keys = ["schema", "request_type", "payload", "trace_id", "request_id", "requested_at", "status"]

  static func isGood(_ json: JSONValue) -> Bool {
    guard case .object(let members) = json, members.allSatisfy({ member in keys.contains { isSame($0, member.key) } })
    else { return false }
    if let schema = json["schema"] {
      guard let text = schema.string, isSame(text, "TICKET_SUBMIT_V1") else { return false }
    }
    guard let type = json["request_type"]?.string, case .object(let payload)? = json["payload"],
      let rules = payloads.first(where: { isSame($0.key, type) })?.value, payload.count == rules.count
    else { return false }
    let isRight = payload.allSatisfy { member in
      guard let rule = rules.first(where: { isSame($0.key, member.key) }), let text = member.value.string else {
        return false
      }
      if let words = rule.value { return words.contains { isSame($0, text) } }
      return rule.key == "reason" ? isText(trimmed(text)) : isText(text) && !hasControls(text)
    }
    return isRight && isTrace(json["trace_id"])
  }

  private static func isTrace(_ value: JSONValue?) -> Bool {
    switch value {
    case nil, .null: true
    case .string(let text): text.isEmpty || isText(text) && !hasControls(text)
    default: false
    }
  }

  private static func isText(_ text: String) -> Bool { (1...200).contains(text.count) }

  private static func hasControls(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Byte for byte.
  private static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
}

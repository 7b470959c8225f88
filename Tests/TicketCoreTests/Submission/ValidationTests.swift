import Testing
import TicketCore

/// spec: tickets.md, "Submitting"
struct ValidationTests {
  private static let reconcile: JSONValue = ["mode": "FULL", "reason": "r"]
  private static let reports: JSONValue = ["mode": "REGEN", "scope": "PHASE_C_LATEST", "reason": "r"]
  private static let long = String(repeating: "가", count: 201)

  struct Bad: Sendable, CustomTestStringConvertible {
    let name: String
    let json: JSONValue
    let fields: [String]

    init(_ name: String, _ json: JSONValue, _ fields: [String]) {
      self.name = name
      self.json = json
      self.fields = fields
    }

    var testDescription: String { name }
  }

  static let good: [JSONValue] = [
    ["request_type": "REQUEST_RECONCILE", "payload": reconcile],
    ["schema": "TICKET_SUBMIT_V1", "request_type": "REQUEST_RECONCILE", "payload": reconcile],
    ["request_type": "REQUEST_RECONCILE", "payload": ["mode": "INCREMENTAL", "reason": "r"]],
    ["request_type": "REQUEST_REPORTS", "payload": reports],
    ["request_type": "REQUEST_REPORTS", "payload": ["mode": "RE-EVALUATE", "scope": "PHASE_C_LATEST", "reason": "r"]],
    ["request_type": "ACKNOWLEDGE", "payload": ["message_id": "push_20260103_143000_001"]],
    ["request_type": "ACKNOWLEDGE", "payload": ["message_id": " "]],
    ["request_type": "ACKNOWLEDGE", "payload": ["message_id": "m"], "trace_id": "t"],
    ["request_type": "ACKNOWLEDGE", "payload": ["message_id": "m"], "trace_id": .string(String(long.dropLast()))],
    [
      "request_type": "ACKNOWLEDGE", "payload": ["message_id": "m"], "request_id": .integer(1), "requested_at": .null,
      "status": "DONE",
    ],
  ]

  @Test(arguments: good) func takesWhatKeepsEveryRule(_ json: JSONValue) throws {
    let submission = try TicketSubmission(json: json)
    #expect(submission.payload.type.rawValue == json["request_type"]?.string)
    #expect(submission.payload.json == json["payload"])
    #expect(submission.traceID == json["trace_id"]?.string)
  }

  static let bad: [Bad] = [
    Bad("no object", ["x"], ["submission"]),
    Bad("empty", [:], ["request_type", "payload"]),
    Bad("foreign schema", submit(["schema": "TICKET_SUBMIT_V2"]), ["schema"]),
    Bad("schema null", submit(["schema": .null]), ["schema"]),
    Bad("lookalike schema", submit(["schema": "TIC\u{212a}ET_SUBMIT_V1"]), ["schema"]),
    Bad("unknown type", submit(["request_type": "RECONCILE"]), ["request_type"]),
    Bad("lookalike type", ["request_type": "AC\u{212a}NOWLEDGE", "payload": ["message_id": "m"]], ["request_type"]),
    Bad("type no string", submit(["request_type": .integer(1)]), ["request_type"]),
    Bad("payload null", submit(["payload": .null]), ["payload"]),
    Bad("payload empty", submit(["payload": [:]]), ["payload.mode", "payload.reason"]),
    Bad("wrong mode", submit(["payload": ["mode": "REGEN", "reason": "r"]]), ["payload.mode"]),
    Bad("mode in lower case", submit(["payload": ["mode": "full", "reason": "r"]]), ["payload.mode"]),
    Bad("reason of blanks", submit(["payload": ["mode": "FULL", "reason": " \n\t\u{3000}"]]), ["payload.reason"]),
    Bad("reason too long", submit(["payload": ["mode": "FULL", "reason": .string(long)]]), ["payload.reason"]),
    Bad("reason null", submit(["payload": ["mode": "FULL", "reason": .null]]), ["payload.reason"]),
    Bad("foreign key", submit(["payload": ["mode": "FULL", "reason": "r", "scope": "x"]]), ["payload.scope"]),
    Bad(
      "wrong scope",
      ["request_type": "REQUEST_REPORTS", "payload": ["mode": "REGEN", "scope": "ALL", "reason": "r"]],
      ["payload.scope"]),
    Bad(
      "scope missing", ["request_type": "REQUEST_REPORTS", "payload": ["mode": "REGEN", "reason": "r"]],
      ["payload.scope"]),
    Bad("message empty", acknowledge(["message_id": ""]), ["payload.message_id"]),
    Bad("message too long", acknowledge(["message_id": .string(long)]), ["payload.message_id"]),
    Bad("message with a control", acknowledge(["message_id": "a\u{1b}b"]), ["payload.message_id"]),
    Bad("message with a C1 control", acknowledge(["message_id": "a\u{9b}b"]), ["payload.message_id"]),
    Bad("trace number", submit(["trace_id": .integer(7)]), ["trace_id"]),
    Bad("trace with a line break", submit(["trace_id": "a\nb"]), ["trace_id"]),
    Bad("trace too long", submit(["trace_id": .string(long)]), ["trace_id"]),
    Bad("unknown key", submit(["priority": .integer(1)]), ["priority"]),
    Bad(
      "everything at once",
      ["schema": .bool(true), "request_type": "x", "payload": "y", "trace_id": .integer(1), "z": .null],
      ["schema", "request_type", "payload", "trace_id", "z"]),
  ]

  @Test(arguments: bad) func namesEveryFieldThatBreaksARule(_ bad: Bad) throws {
    let errors = try #require(throws: ValidationErrors.self) { try TicketSubmission(json: bad.json) }
    #expect(errors.all.map(\.field) == bad.fields)
    for error in errors.all {
      #expect(error.sentence(in: .english).hasPrefix(error.field))
      #expect(error.sentence(in: .korean).hasPrefix(error.field))
    }
  }

  @Test func twoHundredGraphemeClustersFitWhateverTheirBytes() throws {
    let family = "👨‍👩‍👧"
    let reason = String(repeating: family, count: 200)
    _ = try TicketSubmission(json: Self.submit(["payload": ["mode": "FULL", "reason": .string(reason)]]))
    let errors = try #require(throws: ValidationErrors.self) {
      try TicketSubmission(json: Self.submit(["payload": ["mode": "FULL", "reason": .string(reason + family)]]))
    }
    #expect(errors.all.map(\.rule) == [.tooLong(limit: 200, count: 201)])
  }

  @Test func reasonsAreTrimmedAndTheRestIsNot() throws {
    let one = try TicketSubmission(json: Self.submit(["payload": ["mode": "FULL", "reason": " a b\n"]]))
    #expect(one.payload == .reconcile(mode: .full, reason: "a b"))
    let two = try TicketSubmission(json: Self.acknowledge(["message_id": " m "]))
    #expect(two.payload == .acknowledge(messageID: " m "))
  }

  @Test(arguments: [JSONValue.null, ""]) func anEmptyTraceIsNone(_ trace: JSONValue) throws {
    #expect(try TicketSubmission(json: Self.submit(["trace_id": trace])).traceID == nil)
  }

  private static func acknowledge(_ payload: JSONValue) -> JSONValue {
    ["request_type": "ACKNOWLEDGE", "payload": payload]
  }

  /// A good submission with some keys replaced or added.
  private static func submit(_ changes: JSONValue) -> JSONValue {
    guard case .object(let changes) = changes else { return .null }
    let base = [
      JSONValue.Member("request_type", "REQUEST_RECONCILE"), JSONValue.Member("payload", reconcile),
    ]
    return .object(base.filter { old in !changes.contains { $0.key == old.key } } + changes)
  }
}

public import TicketCore

/// Finds the tickets that ask for the same as a form: first the candidates by what the board holds, then, of their
/// records, those that really do.
public struct DuplicateProbe: Hashable, Sendable {
  /// What is asked for.
  public let payload: TicketPayload

  /// Of a payload that keeps the rules.
  public init(_ payload: TicketPayload) {
    self.payload = payload
  }

  /// As `Ticket.type` has it.
  public var type: RequestType { payload.type }

  /// As `Ticket.mode` has it; nil for a type without modes.
  public var mode: String? { payload.json["mode"]?.string }

  /// As `RequestRecord.reasonHash` has it: 0 for a type without reason. Equal hashes are not yet equal reasons.
  public var reasonHash: UInt32 {
    payload.json["reason"]?.string.map { TextHash.hash($0) } ?? 0
  }

  /// The `message_id` that is acknowledged; nil for the other types.
  public var messageID: String? { payload.json["message_id"]?.string }

  /// Whether a request record asks for the same, in whatever order its keys stand.
  public func matches(record: JSONValue) -> Bool {
    guard record["request_type"]?.string == type.rawValue, let other = record["payload"],
      case .object(let members) = payload.json
    else { return false }
    return members.allSatisfy { other[$0.key] == $0.value }
  }
}

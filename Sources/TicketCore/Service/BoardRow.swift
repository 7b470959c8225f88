/// A row of TICKETS_BOARD_V1 with exactly the contract's keys (contract: Ticket Result V1, 2-B).
public struct BoardRow: Hashable, Sendable {
  /// Whose row it is.
  public let ticket: Ticket
  /// As they stand in the file; null where the request has none.
  public let requestedAt: JSONValue
  /// The payload as it stands in the file; null where the request has none.
  public let payload: JSONValue
  /// The trace id as it stands in the file; null where the request has none.
  public let traceID: JSONValue
  /// Empty while OPEN.
  public let lastMessage: String
  /// As it stands in the file; nil while OPEN.
  public let lastProcessedAt: String?

  /// Puts a row together from the ticket's records.
  public init(ticket: Ticket, records: [StoredRecord]) {
    let request = records.first { $0.file == .requests }?.json
    let last = records.last { $0.file == .results }
    self.ticket = ticket
    requestedAt = request?["requested_at"] ?? .null
    payload = request?["payload"] ?? .null
    traceID = request?["trace_id"] ?? .null
    lastMessage = last?.text("message") ?? ""
    lastProcessedAt = last?.timeText
  }

  /// The row of `ticket` as a server sent it; what it leaves out is null or empty.
  public init(ticket: Ticket, row json: JSONValue) {
    self.ticket = ticket
    requestedAt = json["requested_at"] ?? .null
    payload = json["payload"] ?? .null
    traceID = json["trace_id"] ?? .null
    lastMessage = json["last_message"]?.string ?? ""
    lastProcessedAt = json["last_processed_at"]?.string
  }

  /// The row, its keys in the contract's order.
  public var json: JSONValue {
    [
      "request_id": .string(ticket.id.description),
      "requested_at": requestedAt,
      "request_type": .string(ticket.type.text),
      "payload": payload,
      "trace_id": traceID,
      "current_status": .string(ticket.status.rawValue),
      "last_message": .string(lastMessage),
      "last_processed_at": .optional(lastProcessedAt),
    ]
  }
}

extension JSONValue {
  /// The envelope around rows (spec: tickets.md, "The board").
  public static func board(rows: [BoardRow], asof: Timestamp) -> JSONValue {
    [
      "status": "ready", "schema": "TICKETS_BOARD_V1", "asof": .string(asof.text),
      "row_count": .integer(rows.count), "rows": .array(rows.map(\.json)), "error": .null,
    ]
  }
}

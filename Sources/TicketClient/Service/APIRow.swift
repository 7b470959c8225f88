import TicketCore

/// A row of the board as a server sends it, and the records that it stands for.
///
/// A server of the original system says nothing but the row: which of a ticket's records made it, and where they stand,
/// is unknown then.
struct APIRow: Hashable, Sendable {
  let id: Ticket.ID
  let status: TicketStatus
  /// Who took it, where the server says so.
  let processor: String?
  let json: JSONValue

  /// Nothing, if it lacks what makes it a row.
  init?(_ json: JSONValue) {
    guard let id = json["request_id"]?.string.flatMap({ Ticket.ID($0) }),
      let status = json["current_status"]?.string.flatMap(TicketStatus.init(rawValue:))
    else { return nil }
    self.id = id
    self.status = status
    processor = json["processor_id"]?.string
    self.json = json
  }

  /// The request as it must stand in its log, but for keys that the row leaves out.
  var request: StoredRecord {
    let record: JSONValue = [
      "schema": .string(TicketRequest.schema), "request_id": .string(id.description),
      "requested_at": json["requested_at"] ?? .null, "request_type": json["request_type"] ?? .null,
      "payload": json["payload"] ?? .null, "status": .string(TicketStatus.open.rawValue),
      "trace_id": json["trace_id"] ?? .null,
    ]
    return StoredRecord(file: .requests, place: .unknown, raw: JSONWriter.text(record), json: record)
  }

  /// What the row tells of the last result; nil while OPEN.
  var lastResult: StoredRecord? {
    guard status != .open else { return nil }
    let record = JSONValue.object(
      [
        JSONValue.Member("schema", .string(TicketResult.schema)),
        JSONValue.Member("request_id", .string(id.description)),
        JSONValue.Member("processed_at", json["last_processed_at"] ?? .null),
        JSONValue.Member("status", .string(status.rawValue)),
      ] + (processor.map { [JSONValue.Member("processor_id", .string($0))] } ?? [])
        + [JSONValue.Member("message", json["last_message"] ?? "")])
    return StoredRecord(file: .results, place: .unknown, raw: JSONWriter.text(record), json: record)
  }

  /// The request and the last result.
  var records: [StoredRecord] { [request] + [lastResult].compactMap(\.self) }
}

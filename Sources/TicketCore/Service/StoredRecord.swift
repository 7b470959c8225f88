/// A record as it stands in its log: read when it is shown, not kept.
public struct StoredRecord: Hashable, Sendable {
  /// The log it stands in.
  public let file: LogFile
  /// Where in that log.
  public let place: RecordPlace
  /// The line as it is, invalid UTF-8 replaced. Foreign text: sanitise before showing it.
  public let raw: String
  /// The record; the saved one, where its line is bad.
  public let json: JSONValue

  /// A record as it was read.
  public init(file: LogFile, place: RecordPlace, raw: String, json: JSONValue) {
    self.file = file
    self.place = place
    self.raw = raw
    self.json = json
  }

  /// The string at a key of the record; nil for anything else.
  public func text(_ key: String) -> String? { json[key]?.string }

  /// The string at a key of the payload; nil for anything else.
  public func payloadText(_ key: String) -> String? { json["payload"]?[key]?.string }

  /// When it was requested or processed, as it stands in the file.
  public var timeText: String? {
    switch file {
    case .requests: text("requested_at")
    case .results: text("processed_at")
    }
  }
}

/// Reads the records of one board when they are shown.
///
/// Any thread; blocks for one read of a local file. nil where the line can't be read any more.
public protocol TicketRecords: Sendable {
  /// The record of the ticket `id` at its place on the board; of no other.
  func record(at place: RecordPlace, in file: LogFile, of id: Ticket.ID) -> StoredRecord?

  /// The text of any line, also a bad one, cut at `limit` bytes, invalid UTF-8 replaced.
  func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String?

  /// The ticket's records in the order of its life: the request, then the results that count. Where they are far away,
  /// those at hand, and the others when they are asked for again.
  func history(of ticket: Ticket) -> [StoredRecord]

  /// The same, and none of them is missing that can be had. Throws `unreadable`, and `changing` where the log is not the
  /// one that the board was made from.
  func requireHistory(of ticket: Ticket) throws(TicketServiceError) -> [StoredRecord]
}

extension TicketRecords {
  /// The ticket's records in the order of its life: the request, then the results that count.
  public func history(of ticket: Ticket) -> [StoredRecord] {
    [
      record(at: ticket.request, in: .requests, of: ticket.id),
      ticket.consumed.flatMap { record(at: $0, in: .results, of: ticket.id) },
      ticket.completed.flatMap { record(at: $0, in: .results, of: ticket.id) },
    ].compactMap(\.self)
  }

  /// What `history` gives, where no log can change under it.
  public func requireHistory(of ticket: Ticket) throws(TicketServiceError) -> [StoredRecord] { history(of: ticket) }
}

extension RequestRecord {
  /// What the board needs of a request that was stored, of the ticket `id`.
  public init(_ record: StoredRecord, of id: Ticket.ID) {
    self.init(
      requestID: id, type: Ticket.TypeName(record.text("request_type") ?? ""), mode: record.payloadText("mode"),
      reasonHash: record.payloadText("reason").map { TextHash.hash($0) } ?? 0, trace: record.text("trace_id"),
      requestedAt: record.timeText.flatMap { Timestamp($0) }, place: record.place)
  }
}

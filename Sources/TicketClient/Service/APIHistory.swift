import TicketCore

extension TicketHistory {
  /// A ticket as `GET /api/tickets/{id}` tells it; nil where that is no row. Without a history, what the row says.
  init?(answer json: JSONValue) {
    guard let row = APIRow(json) else { return nil }
    var records = row.records
    if case .array(let elements)? = json["history"] {
      let told = elements.compactMap(StoredRecord.init(told:))
      if told.first?.file == .requests { records = told }
    }
    guard let ticket = TicketsBoard.ticket(of: row, records: records) else { return nil }
    self.init(ticket: ticket, records: records)
  }
}

extension StoredRecord {
  /// An element of the history: the record, and where it stands.
  fileprivate init?(told json: JSONValue) {
    guard let file = json["file"]?.string.flatMap(LogFile.init(rawValue:)), let record = json["record"] else {
      return nil
    }
    let place = RecordPlace(offset: json["offset"]?.integer ?? 0, line: json["line"]?.integer ?? 0)
    self.init(file: file, place: place, raw: json["raw"]?.string ?? JSONWriter.text(record), json: record)
  }
}

extension TicketsBoard {
  /// The ticket that these records make.
  fileprivate static func ticket(of row: APIRow, records: [StoredRecord]) -> Ticket? {
    var board = TicketsBoard()
    for record in records {
      switch record.file {
      case .requests:
        board.apply(RequestRecord(record, of: row.id))
      case .results:
        guard let status = record.text("status").flatMap(TicketStatus.init(rawValue:)) else { continue }
        // A row alone tells only the last step.
        if status != .inProgress, board.ticket(row.id)?.status == .open {
          board.apply(result(record, of: row, .inProgress, nil))
        }
        board.apply(result(record, of: row, status, record.timeText.flatMap { Timestamp($0) }))
      }
    }
    return board.ticket(row.id)
  }

  private static func result(
    _ record: StoredRecord, of row: APIRow, _ status: TicketStatus, _ time: Timestamp?
  ) -> ResultRecord {
    ResultRecord(
      requestID: row.id, status: status, processor: record.text("processor_id") ?? "", processedAt: time,
      place: record.place)
  }
}

extension JSONValue {
  /// A whole number.
  var integer: Int? {
    guard case .number(let digits) = self else { return nil }
    return Int(digits)
  }
}

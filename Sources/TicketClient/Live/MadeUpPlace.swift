import TicketCore

/// Where a record stands on a board that was made of rows. Of a request the offset is its ticket's rank; of a result it
/// is the order of its coming, and its line tells the ticket's rank and which step it was.
struct MadeUpPlace: Hashable {
  enum Kind: Hashable {
    case request, consumed, completed
  }

  let ordinal: Int
  let kind: Kind

  init(_ place: RecordPlace, _ file: LogFile) {
    switch file {
    case .requests:
      ordinal = place.offset
      kind = .request
    case .results:
      ordinal = place.line / 2
      kind = place.line % 2 == 0 ? .consumed : .completed
    }
  }

  /// The place of a ticket's request.
  static func request(of ordinal: Int) -> RecordPlace { RecordPlace(offset: ordinal, line: 0) }

  /// The place of the result that comes as the `serial`-th.
  static func result(_ status: TicketStatus, of ordinal: Int, serial: Int) -> RecordPlace {
    RecordPlace(offset: serial, line: ordinal * 2 + (status == .inProgress ? 0 : 1))
  }

  /// The record of a real history that this stands for.
  func record(in history: TicketHistory) -> StoredRecord? {
    switch kind {
    case .request: history.records.first { $0.file == .requests }
    case .consumed: history.records.first { $0.isStep { $0 == .inProgress } }
    case .completed: history.records.last { $0.isStep { $0 != .inProgress } }
    }
  }
}

extension StoredRecord {
  fileprivate func isStep(_ matches: (TicketStatus) -> Bool) -> Bool {
    file == .results && text("status").flatMap(TicketStatus.init(rawValue:)).map(matches) ?? false
  }
}

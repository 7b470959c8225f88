import TicketCore

/// The rows of a board as their JSON text, and what more was fetched of their tickets: reads the records that a screen
/// shows of them. Places are those that `TicketsBoard.fold` makes up.
struct RowShelf {
  /// So many tickets' histories are kept.
  private static let historyLimit = 256

  private var rows: [[UInt8]] = []
  private var histories: [Ticket.ID: TicketHistory] = [:]
  private var order: [Ticket.ID] = []
  private var problemTexts: [Problem: String] = [:]
  /// The tickets whose results have no request.
  private(set) var awaited: Set<Ticket.ID> = []

  subscript(ordinal: Int) -> APIRow? { rows.indices.contains(ordinal) ? APIRows.row(rows[ordinal]) : nil }

  /// Puts the row of an ordinal, at most the next one.
  mutating func put(_ text: [UInt8], at ordinal: Int) {
    if ordinal == rows.count { rows.append(text) } else { rows[ordinal] = text }
  }

  // MARK: Records

  /// The record at a place: as it stands in its log where its ticket's history was fetched, else what the row tells.
  func record(at place: RecordPlace, in file: LogFile) -> StoredRecord? {
    let made = MadeUpPlace(place, file)
    guard let row = self[made.ordinal] else { return nil }
    if let record = histories[row.id].flatMap({ made.record(in: $0) }) { return record }
    switch made.kind {
    case .request: return row.request
    case .consumed: return row.status == .inProgress ? row.lastResult : nil
    case .completed: return row.status == .inProgress ? nil : row.lastResult
    }
  }

  /// The whole history; nil where it was not fetched since the ticket became what it is. It may be ahead of the board.
  func history(of ticket: Ticket) -> [StoredRecord]? {
    guard let history = histories[ticket.id] else { return nil }
    let known = history.ticket.status
    let isBehind = known.accepts(ticket.status) || known == .open && ticket.status != .open
    return isBehind ? nil : history.records
  }

  /// What the row alone tells.
  func sketch(of ticket: Ticket) -> [StoredRecord] { self[ticket.ordinal]?.records ?? [] }

  /// Keeps it in the place of what was known of its ticket; whether it is another.
  mutating func keep(_ history: TicketHistory) -> Bool {
    let id = history.ticket.id
    let former = histories.updateValue(history, forKey: id)
    if former == nil { order.append(id) }
    if order.count > Self.historyLimit { histories[order.removeFirst()] = nil }
    return former != history
  }

  // MARK: Problems

  /// Keeps these problems and no others; whether any is another than before.
  mutating func keep(_ problems: [ToldProblem]) -> Bool {
    let texts = Dictionary(problems.map { ($0.problem, $0.text) }) { first, _ in first }
    guard texts != problemTexts else { return false }
    problemTexts = texts
    awaited = Set(problems.compactMap(\.awaited))
    return true
  }

  func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? {
    problemTexts.first { $0.key.place == place && $0.key.file == file }.map { String($0.value.prefix(limit)) }
  }
}

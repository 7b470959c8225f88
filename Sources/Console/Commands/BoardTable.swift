import ConsoleCore
import TicketCore

/// The board as a table for people: columns by display width, as wide as the terminal or as wide as it gets.
struct BoardTable {
  private enum Column: CaseIterable {
    case id, status, type, mode, requested, age, text
  }

  /// From this width on every column has room.
  private static let roomy = 120
  private static let gap = 2
  /// No column before the last is wider, whatever a foreign record says: longer ids stand out of theirs, whole.
  private static let widest = 40

  private let columns: [(column: Column, width: Int)]
  private let limit: Int
  private let language: Language
  private let offset: UTCOffset
  private let now: Timestamp

  /// `limit` is the terminal's width; nil: unlimited.
  init(for tickets: [Ticket], limit: Int?, language: Language, offset: UTCOffset, now: Timestamp) {
    self.limit = limit ?? .max
    self.language = language
    self.offset = offset
    self.now = now
    let shown: [Column] =
      (limit ?? .max) >= Self.roomy ? [.id, .status, .type, .mode, .requested, .text] : [.id, .status, .age, .text]
    let (language, offset) = (language, offset)
    columns = shown.map { column in
      guard column != .text else { return (column, 0) }
      let head = Self.heading(column).in(language)
      let widths = tickets.lazy.map { Self.fact(column, $0, offset: offset, now: now).width }
      return (column, max(TerminalText(head).width, min(widths.max() ?? 0, Self.widest)))
    }
  }

  /// The names of the columns.
  var head: TerminalText { line { TerminalText(Self.heading($0.column).in(language)) } }

  /// One ticket; `records` are its history.
  func row(_ ticket: Ticket, _ records: [StoredRecord]) -> TerminalText {
    let isNarrow = columns.contains { $0.column == .age }
    let kind = isNarrow ? [ticket.type.shortText, ticket.mode ?? ""] : []
    let request = records.first { $0.file == .requests }
    let asked = request?.payloadText("reason") ?? request?.payloadText("message_id") ?? ""
    let said = records.last { $0.file == .results && $0.json["status"]?.string != TicketStatus.inProgress.rawValue }
    let text = (kind + [asked, said?.text("message") ?? ""]).filter { !$0.isEmpty }.joined(separator: "  ")
    return line { column in
      column.column == .text ? TerminalText(text) : Self.fact(column.column, ticket, offset: offset, now: now)
    }
  }

  private func line(_ cell: ((column: Column, width: Int)) -> TerminalText) -> TerminalText {
    var line = TerminalText()
    for column in columns {
      let text = cell(column)
      line += text
      guard column.column != .text else { break }
      line += TerminalText(String(repeating: " ", count: max(0, column.width - text.width) + Self.gap))
    }
    return line.clipped(to: limit)
  }

  private static func heading(_ column: Column) -> Wording {
    switch column {
    case .id: Wording("ID", "ID")
    case .status: Wording("STATUS", "상태")
    case .type: Wording("TYPE", "유형")
    case .mode: Wording("MODE", "모드")
    case .requested: Wording("REQUESTED", "요청 시각")
    case .age: Wording("AGE", "경과")
    case .text: Wording("REASON, LAST MESSAGE", "사유, 마지막 메시지")
    }
  }

  private static func fact(_ column: Column, _ ticket: Ticket, offset: UTCOffset, now: Timestamp) -> TerminalText {
    switch column {
    case .id: TerminalText(ticket.id.description)
    case .status: TerminalText(ticket.status.rawValue)
    case .type: TerminalText(ticket.type.shortText).clipped(to: widest)
    case .mode: TerminalText(ticket.mode ?? "").clipped(to: widest)
    case .requested:
      TerminalText(
        ticket.requestedAt.map { CivilTime(microseconds: $0.microseconds, offset: offset) }
          .map { "\($0.date) \($0.time)" } ?? "-")
    case .age: TerminalText(Age.text(of: ticket.requestedAt, at: now))
    case .text: TerminalText()
    }
  }
}

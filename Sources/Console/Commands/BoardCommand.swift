import ConsoleCore
import TicketCore

/// A board, and where its texts are read: what the reading commands work on.
struct BoardView {
  let board: TicketsBoard
  let records: any TicketRecords
}

/// Tickets, and the records of the first of them, which are read before anything is written.
private struct ReadAhead {
  private static let portion = 128

  let tickets: [Ticket]
  private let records: any TicketRecords
  private let first: [[StoredRecord]]

  init(_ tickets: [Ticket], of records: any TicketRecords) throws(TicketServiceError) {
    self.tickets = tickets
    self.records = records
    first = try tickets.prefix(Self.portion).map { (ticket) throws(TicketServiceError) in
      try records.requireHistory(of: ticket)
    }
  }

  func history(at index: Int) throws(TicketServiceError) -> [StoredRecord] {
    index < first.count ? first[index] : try records.requireHistory(of: tickets[index])
  }
}

extension CommandContext {
  /// `tickets board`. Throws before anything is written.
  func board(_ query: BoardQuery, json: Bool, of view: BoardView) throws(TicketServiceError) -> ExitCode {
    let rows = try ReadAhead(view.board.select(query), of: view.records)
    do throws(TicketServiceError) {
      if json {
        try writeBoard(rows)
      } else {
        try printBoard(rows, of: view.board)
      }
      return .done
    } catch {
      return fail(error)
    }
  }

  /// One row after the other, so that a big board is never whole in memory.
  private func writeBoard(_ rows: ReadAhead) throws(TicketServiceError) {
    let empty = JSONValue.board(rows: [], asof: clock.now().at(options.utcOffset))
    let envelope = Envelope(empty.replacing("row_count", by: .integer(rows.tickets.count)), list: "rows")
    output.write(envelope.head)
    for (index, ticket) in rows.tickets.enumerated() where output.failure == nil {
      let row = BoardRow(ticket: ticket, records: try rows.history(at: index))
      if index > 0 { output.write(", ") }
      write(row.json)
    }
    output.write(envelope.tail)
    output.write("\n")
  }

  private func printBoard(_ rows: ReadAhead, of board: TicketsBoard) throws(TicketServiceError) {
    let tickets = rows.tickets
    let table = BoardTable(
      for: tickets, limit: terminal.columns, language: language, offset: options.utcOffset, now: clock.now())
    if !tickets.isEmpty { line(table.head) }
    for (index, ticket) in tickets.enumerated() where output.failure == nil {
      line(table.row(ticket, try rows.history(at: index)))
    }
    if !tickets.isEmpty { line() }
    line(TerminalText(summary(of: board, shown: tickets.count)))
    let problems = LogFile.allCases.reduce(0) { $0 + board.problemCount($1) }
    guard problems > 0 else { return }
    line(
      TerminalText(
        language.pick(
          "Problems in the logs: \(problems). See: tickets check", "로그의 문제: \(problems)건. 보기: tickets check")))
  }

  /// `Tickets: 17 (OPEN 5, …)`, and how many of them are shown where not all are.
  private func summary(of board: TicketsBoard, shown: Int) -> String {
    guard board.count > 0 else {
      return language.pick(
        "No tickets in \(options.statePath) yet. To submit one: tickets submit --help",
        "\(options.statePath)에 아직 티켓이 없습니다. 제출하려면: tickets submit --help")
    }
    let counts = TicketStatus.allCases.map { "\($0.rawValue) \(board.count($0))" }.joined(separator: ", ")
    let all = language.pick("Tickets: \(board.count) (\(counts))", "티켓: \(board.count)건 (\(counts))")
    return shown == board.count ? all : language.pick("Shown: \(shown). ", "표시: \(shown)건. ") + all
  }
}

import ConsoleCore
import TicketCore

/// A board, and where its texts are read: what the reading commands work on.
struct BoardView {
  let board: TicketsBoard
  let records: any TicketRecords
}

extension CommandContext {
  /// `tickets board`.
  func board(_ query: BoardQuery, json: Bool, of view: BoardView) -> ExitCode {
    let tickets = view.board.select(query)
    if json {
      writeBoard(tickets, of: view)
    } else {
      printBoard(tickets, of: view)
    }
    return .done
  }

  /// One row after the other, so that a big board is never whole in memory.
  private func writeBoard(_ tickets: [Ticket], of view: BoardView) {
    let empty = JSONValue.board(rows: [], asof: clock.now().at(options.utcOffset))
    let envelope = Envelope(empty.replacing("row_count", by: .integer(tickets.count)), list: "rows")
    output.write(envelope.head)
    for (index, ticket) in tickets.enumerated() where output.failure == nil {
      if index > 0 { output.write(", ") }
      write(BoardRow(ticket: ticket, records: view.records.history(of: ticket)).json)
    }
    output.write(envelope.tail)
    output.write("\n")
  }

  private func printBoard(_ tickets: [Ticket], of view: BoardView) {
    let table = BoardTable(
      for: tickets, limit: terminal.columns, language: language, offset: options.utcOffset, now: clock.now())
    if !tickets.isEmpty { line(table.head) }
    for ticket in tickets where output.failure == nil { line(table.row(ticket, view.records.history(of: ticket))) }
    if !tickets.isEmpty { line() }
    line(TerminalText(summary(of: view.board, shown: tickets.count)))
    let problems = LogFile.allCases.reduce(0) { $0 + view.board.problemCount($1) }
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

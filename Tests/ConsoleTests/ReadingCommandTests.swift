import ConsoleCore
import TicketCore
import Testing

@testable import Console

@Suite struct ReadingCommandTests {
  @Test func theBoardAsJSONIsTheContractsEnvelope() throws {
    let bench = Bench()
    _ = try bench.submit(reason: "하나")
    let second = try bench.submit(reason: "둘")
    _ = try bench.service.consume(second)
    let code = try bench.context.board(BoardQuery(), json: true, of: bench.view)
    let rows = try bench.service.board(BoardQuery())
    let expected = JSONValue.board(rows: rows, asof: bench.context.clock.now().at(.korea))
    #expect(bench.output(of: code) == JSONWriter.text(expected) + "\n")
    #expect(bench.out.text.contains(#""row_count": 2"#))
  }

  @Test func anEmptyBoardIsAnEnvelopeWithoutRows() throws {
    let bench = Bench()
    let code = try bench.context.board(BoardQuery(), json: true, of: bench.view)
    #expect(code == .done)
    let expected = JSONValue.board(rows: [], asof: bench.context.clock.now().at(.korea))
    #expect(bench.output(of: code) == JSONWriter.text(expected) + "\n")
  }

  @Test(arguments: [40, 80, 100, 120, 200])
  func theTableFitsTheTerminal(_ columns: Int) throws {
    let bench = Bench(language: .korean, columns: columns)
    _ = try bench.submit(reason: String(repeating: "정산 불일치 ", count: 20))
    let code = try bench.context.board(BoardQuery(), json: false, of: bench.view)
    let lines = bench.output(of: code).split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines.prefix(2) { #expect(TerminalText(line).width <= columns) }
    #expect(TerminalText(lines[1]).width >= columns - 1)
  }

  @Test func theTableIsUnlimitedWithoutATerminalAndItsColumnsAreAligned() throws {
    let bench = Bench(language: .korean)
    let reason = String(repeating: "정산", count: 90)
    _ = try bench.submit(reason: reason)
    let taken = try bench.submit(reason: "짧다")
    _ = try bench.service.consume(taken)
    let code = try bench.context.board(BoardQuery(), json: false, of: bench.view)
    let lines = bench.output(of: code).split(separator: "\n").map { TerminalText($0) }
    #expect(lines[2].string.contains(reason))
    let columns = zip(lines, ["사유", "짧다", "정산"]).map { line, text in
      line.string.range(text).map { TerminalText($0).width }
    }
    #expect(Set(columns).count == 1 && columns[0] != nil)
  }

  @Test func controlCharactersOfTicketsNeverReachTheTable() throws {
    let bench = Bench()
    _ = try bench.submit(reason: "a\u{1b}]0;x\u{7}\u{202e}b\nc")
    let id = try bench.submit(reason: "\u{9b}31m")
    _ = try bench.context.board(BoardQuery(), json: false, of: bench.view)
    let code = try bench.context.show(id, of: bench.view)
    for scalar in bench.output(of: code).unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format)
    }
  }

  @Test func showPrintsEachRecordWithItsPlace() throws {
    let bench = Bench()
    let first = try bench.submit(reason: "one")
    let id = try bench.submit(reason: "two")
    _ = try bench.service.consume(first)
    _ = try bench.service.consume(id)
    let records = try bench.service.ticket(id).records
    let text = try bench.output(of: bench.context.show(id, of: bench.view))
    #expect(records.count == 2)
    for record in records {
      #expect(text.contains("\(record.file.rawValue) line \(record.place.line), byte \(record.place.offset)"))
      #expect(text.contains(record.raw))
    }
    #expect(records.allSatisfy { $0.place.line == 2 && $0.place.offset > 0 })
  }

  @Test func showOfNobodyEndsWithItsOwnCode() throws {
    let bench = Bench()
    let error = try #require(throws: TicketServiceError.self) {
      try bench.context.show(.text("\u{1b}x"), of: bench.view)
    }
    #expect(bench.context.fail(error) == .noSuchTicket)
    #expect(bench.err.text == "tickets: There is no ticket ␛x.\n")
  }

  @Test func asciiMeansNothingButASCII() throws {
    let bench = Bench(language: .korean, ascii: true)
    let id = try bench.submit(reason: "정산 …")
    _ = try bench.context.board(BoardQuery(), json: false, of: bench.view)
    let text = try bench.output(of: bench.context.show(id, of: bench.view))
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("Status"))
  }

  @Test func checkPrintsEveryProblemAndASummary() throws {
    let (bench, view) = try Self.damaged()
    let code = bench.context.check(json: false, of: view)
    #expect(code == .failed)
    #expect(
      bench.output(of: code) == """
        ticket_requests.jsonl:7 @700: not valid JSON
        ticket_results.jsonl:3 @30: result of an unknown ticket
        Tickets: 1 (OPEN 1, IN_PROGRESS 0, DONE 0, FAILED 0). Problems: 1 in requests, 1 in results.

        """)
  }

  @Test func checkAsJSONHasTheSpecifiedShape() throws {
    let (bench, view) = try Self.damaged()
    let code = bench.context.check(json: true, of: view)
    #expect(code == .failed)
    #expect(
      bench.output(of: code) == """
        {"tickets": 1, "status": {"OPEN": 1, "IN_PROGRESS": 0, "DONE": 0, "FAILED": 0}, "problems": {"requests": 1, \
        "results": 1}, "items": [{"file": "ticket_requests.jsonl", "line": 7, "offset": 700, "reason": "not valid JSON", \
        "text": ""}, {"file": "ticket_results.jsonl", "line": 3, "offset": 30, "reason": "result of an unknown ticket", \
        "text": ""}]}

        """)
  }

  @Test(arguments: [true, false])
  func checkOfCleanLogsEndsWithDone(_ json: Bool) throws {
    let bench = Bench()
    _ = try bench.submit(reason: "r")
    #expect(bench.context.check(json: json, of: bench.view) == .done)
  }

  private static func damaged() throws -> (Bench, BoardView) {
    let bench = Bench()
    _ = try bench.submit(reason: "r")
    var board = bench.service.currentBoard
    board.note(Problem(file: .requests, place: RecordPlace(offset: 700, line: 7), reason: .notJSON))
    board.apply(
      ResultRecord(
        requestID: .text("nobody"), status: .inProgress, processor: "p", processedAt: nil,
        place: RecordPlace(offset: 30, line: 3)))
    return (bench, BoardView(board: board, records: bench.service))
  }
}

extension String {
  /// What stands before the first place of `text`.
  fileprivate func range(_ text: String) -> String? {
    indices.first { self[$0...].hasPrefix(text) }.map { String(self[..<$0]) }
  }
}

import TicketCore
import Testing

@testable import ConsoleCore

@Suite struct FormPreviewTests {
  @Test(arguments: RequestType.allCases)
  func `the preview is the line that is appended but for id and time`(_ type: RequestType) throws {
    var form = TicketForm(type, typing: "\"정산\" \\ 불일치", "")
    let preview = try #require(form.previewLine)
    let sent = form.send(by: .control("s"))
    let submission = try #require(sent)
    let id = try #require(Ticket.ID("9a27a6d7-594b-4513-bc51-5350ce53a375"))
    let request = TicketRequest(requestID: id, requestedAt: Timestamp(microseconds: 1), submission: submission)
    let pieces = preview.split(separator: "...", omittingEmptySubsequences: false)
    #expect(pieces.count == 3)
    #expect(
      JSONWriter.text(request.json)
        == "\(pieces[0])\(id)\(pieces[1])1970-01-01T00:00:00.000001+00:00\(pieces[2])")
  }

  @Test func `a form with an error has no line`() {
    #expect(TicketForm(type: .reconcile).previewLine == nil)
    #expect(TicketForm(.reconcile, typing: " ", "추적").previewLine == nil)
  }

  @Test(arguments: 1...60)
  func `rows hold the whole text and fit`(_ columns: Int) {
    let text = String(repeating: "{\"reason\": \"정산 불일치 e\u{301} 👀\"} ", count: 5)
    let rows = TerminalText.rows(of: text, columns: columns)
    #expect(rows.reduce(into: "") { $0 += $1.string } == TerminalText(text).string)
    // A wide character in a single column is the frame's to cut.
    #expect(rows.allSatisfy { $0.width <= max(2, columns) && !$0.isEmpty })
  }

  @Test func `rows hold a text of any length`() {
    let text = String(repeating: "정", count: 3 * TerminalText.limit)
    #expect(TerminalText.rows(of: text, columns: 10).map(\.clusters.count).reduce(0, +) == 3 * TerminalText.limit)
    #expect(TerminalText.rows(of: text, columns: 0).isEmpty)
  }

  @Test(arguments: [
    (20, ["공간이 부족하여", "ticket_requests.json", "l에 쓰지 못했습니다."]),
    (40, ["공간이 부족하여 ticket_requests.jsonl에", "쓰지 못했습니다."]),
    (99, ["공간이 부족하여 ticket_requests.jsonl에 쓰지 못했습니다."]),
  ])
  func `a sentence is broken between words where it can be`(_ columns: Int, _ expected: [String]) {
    let rows = TerminalText.rows(ofSentence: "공간이 부족하여 ticket_requests.jsonl에 쓰지 못했습니다.", columns: columns)
    #expect(rows.map(\.string) == expected)
  }

  @Test func `pages turn over from the last to the first`() {
    var form = TicketForm(type: .reconcile)
    form.press(.paste(String(repeating: "정산", count: 100)), .control("p"))
    let first = form.frame(40, 10)
    #expect(first.text.contains("1/3"))
    form.press(.up)
    #expect(form.frame(40, 10).text.contains("3/3"))
    form.press(.down)
    #expect(form.frame(40, 10) == first)
  }
}

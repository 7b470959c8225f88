import Testing

@testable import TicketCore

/// The plain readings are right where everybody knows what is right: else they would prove nothing.
@Suite struct PlainReadingTests {
  @Test(arguments: [
    ("{\"a\": [1, -0.5e+3, true, null, \"\\ud83d\\ude00\"]}", true), ("\"\u{7f}\"", true), ("1e999999", true),
    ("{\"a\": 1, \"\\u0061\": 2}", false), ("NaN", false), ("01", false), ("\"\\ud800\"", false), ("[1,]", false),
    ("\u{feff}{}", false), ("{} {}", false), ("", false), ("\"\t\"", false), ("-", false),
  ])
  func `JSON is what RFC 8259 says`(_ text: String, _ isJSON: Bool) {
    #expect(((try? PlainJSON.value(Array(text.utf8))) != nil) == isJSON)
  }

  @Test func `two logs are folded by the state machine`() {
    let board = PlainBoard(
      requests: Array("{\"request_id\": \"a\"}\nx{\"request_id\": \"b\"}\n{\"request_id\": \"a\"}\n[]\n".utf8),
      results: Array(
        "{\"request_id\": \"a\", \"status\": \"DONE\"}\n{\"request_id\": \"a\", \"status\": \"IN_PROGRESS\"}\n".utf8))
    #expect(board.rows.map(\.status) == [.inProgress, .open])
    #expect(
      board.problems[.requests]?.values.map { "\($0)" }.sorted() == ["duplicateRequest", "notAnObject", "salvaged"])
    #expect(board.problems[.results]?.values.map(\.self) == [.illegalStep(from: .open, to: .done)])
  }

  @Test func `a board that is another one is reported`() {
    let plain = PlainBoard(requests: Array("{\"request_id\": \"a\"}\n".utf8), results: [])
    #expect(throws: Finding.self) { try plain.check(TicketsBoard(), "an empty board") }
  }
}

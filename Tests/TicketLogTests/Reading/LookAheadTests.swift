import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// Many lines looked at together are what each of them is alone.
struct LookAheadTests {
  private static let good = [Line.request("a"), Line.request("나"), Line.result("a", .done)].map {
    String($0.dropLast())
  }
  private static let bad = [
    "", " \r", "{", "}", "{}", "[1]", "\"x\"", "12", "nul", "{\"a\":", "{\"a\":1,", "{\"a\":1}}", "{\"a\":1} {\"b\":2}",
    "{\"a\" 1}", "{\"a\":1,\"a\":2}", "{\"request_id\": \"x\", \"request_type\": \"\\u0041\\n\"}",
    "{\"a\":\"\\ud800\"}",
    "{\"request_id\": \"x\" \"y\"}", "{\"a\":[1,2,{\"b\":null}]}", "{\"a\":[1,2}", "{\"a\":01}", "{\"a\":tru}", "\\",
    "{\"torn\": \"re{\"request_id\": \"saved\", \"status\": \"DONE\"}", ":", ",", "]", "{\"a\":\"b\"c}",
  ]
  /// Where one of these stands, no chunk is looked at together.
  private static let worse = ["{\"open", "{\"a\":\"\u{1}\"}", "\"", "{\"a\":\"\0\"}"]

  private func parse(_ lines: [String], together: Bool) -> [String] {
    var batch = RecordBatch()
    let pieces = together ? [lines] : lines.map { [$0] }
    var place = RecordPlace(offset: 1, line: 1)
    for piece in pieces {
      var bytes = Array(piece.map { $0 + "\n" }.joined().utf8)
      let count = bytes.count
      bytes += [UInt8](repeating: 0, count: 64)
      var parser = LineParser()
      bytes.withUnsafeBufferPointer {
        let lines = UnsafeBufferPointer(rebasing: $0[..<count])
        let parsed = parser.parse(lines, of: .results, from: place, into: &batch)
        place = RecordPlace(offset: place.offset + count, line: place.line + parsed)
      }
    }
    var board = TicketsBoard()
    board.take(batch, lineBase: 0)
    return board.problems(.results).map { "\($0.place.line): \($0.reason)" }
  }

  @Test(arguments: 1...40) func asAlone(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let kinds = seed % 4 == 0 ? Self.good + Self.bad + Self.worse : Self.good + Self.bad
    let lines = (0..<80).map { _ in kinds[Int.random(in: 0..<kinds.count, using: &generator)] }
    #expect(parse(lines, together: true) == parse(lines, together: false))
  }
}

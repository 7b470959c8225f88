import Testing

@testable import TicketClient

@Suite("Rows out of a board")
struct RowScannerTests {
  static let rows = [
    #"{"request_id": "a", "payload": {"rows": [{"x": "}"}]}}"#, #"{"request_id": "\"]}[{", "b": []}"#, "{}",
  ]
  static let board =
    #"{"status": "ready", "x": [{"no": 1}], "y": {"rows": [{"no": 2}]}, "rows": [\#(rows.joined(separator: ", "))], "e": 1}"#

  @Test(arguments: 1...40) func areCutOutHoweverTheBytesCome(size: Int) {
    var scanner = RowScanner()
    var found: [String] = []
    let bytes = Array(Self.board.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      scanner.take(bytes[start..<min(start + size, bytes.count)]) { found.append(String(decoding: $0, as: UTF8.self)) }
    }
    #expect(found == Self.rows)
    #expect(scanner.isComplete)
  }

  @Test func anotherListIsCutInTheSameWay() {
    var scanner = RowScanner(of: "items")
    var found: [String] = []
    scanner.take(#"{"rows": [{"a": 1}], "items": [{"b": 2}, {}]}"#.utf8) {
      found.append(String(decoding: $0, as: UTF8.self))
    }
    #expect(found == [#"{"b": 2}"#, "{}"])
  }

  @Test func aRowWithoutEndFillsNoMemory() {
    var scanner = RowScanner()
    scanner.take(#"{"rows": [{"a": ""#.utf8) { _ in }
    for _ in 0..<10 { scanner.take(repeatElement(UInt8(ascii: "x"), count: 1 << 20)) { _ in } }
    var lengths: [Int] = []
    scanner.take(#""}]}"#.utf8) { lengths.append($0.count) }
    #expect(lengths == [RowScanner.longestRow])
    #expect(scanner.isComplete)
  }

  @Test(arguments: ["", "{}", "[]", #"{"rows": ["#, #"{"rows": {}}"#, "<html>", #"{"rows": [{"a": 1}"#])
  func whatIsNoWholeBoardIsNotTakenForOne(text: String) {
    var scanner = RowScanner()
    scanner.take(text.utf8) { _ in }
    #expect(!scanner.isComplete)
  }
}

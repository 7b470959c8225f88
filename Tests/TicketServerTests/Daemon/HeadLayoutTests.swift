import Testing

@testable import TicketServer

struct HeadLayoutTests {
  /// In these heads `0` is a NUL; the request line is `GET / HTTP/1.1`, and each header is named by where it stands.
  private func isWhole(_ text: String, _ headers: [(String, String)]) throws -> Bool {
    let line = "GET / HTTP/1.1"
    let bytes = (line + text).utf8.map { $0 == UInt8(ascii: "0") ? 0 : $0 }
    var layout = HeadLayout(bytes, requestLineEnd: line.utf8.count)
    for (name, value) in headers {
      let name = try #require(place(of: name, in: line + text))
      layout.take(name: name, value: try #require(place(of: value, in: line + text)))
    }
    return layout.isWhole
  }

  /// Of the first; `>text` is behind the head.
  private func place(of part: String, in text: String) -> Range<Int>? {
    if part.hasPrefix(">") { return text.utf8.count + 8..<text.utf8.count + 8 + part.utf8.count - 1 }
    let (bytes, part) = (Array(text.utf8), Array(part.utf8))
    return bytes.indices.first { bytes[$0...].starts(with: part) }.map { $0..<$0 + part.count }
  }

  @Test(
    arguments: [
      ("0000", []), ("00Host0 a0000", [("Host", "a")]), ("00Host0a00B0 \t b b0000", [("Host", "a"), ("B", "b b")]),
      // As libmicrohttpd 1.0 leaves it, which cuts off blanks.
      ("0\nHost0 a0\nB0 b0 \t\r\n\r\n", [("Host", "a"), ("B", "b")]),
    ] as [(String, [(String, String)])])
  func aHeadIsWholeWhereItsHeadersFillIt(_ text: String, _ headers: [(String, String)]) throws {
    #expect(try isWhole(text, headers))
  }

  @Test(
    arguments: [
      // A folded line, whose name was moved behind the head, or grew where it stands.
      ("00Host0 a00 b0000", [(">Hostb", "a")]), ("00Hostb0 a00 b0000", [("Hostb", "a")]),
      ("00Host0 a00B0 b00 c0000", [("Host", "a"), (">Bc", "b")]),
      // A header that was not told: without a name, or behind a NUL.
      ("00Host0 a000 b0000", [("Host", "a")]), ("000 b00Host0 a0000", [("Host", "a")]),
      ("00Host0 a0b0000", [("Host", "a")]), ("00Host0 a00000", [("Host", "a")]),
      ("00Host0 a000B0 b00", [("Host", "a")]),
      // Line feeds alone.
      ("0Host0 a00", [("Host", "a")]), ("00Host0 a0B0 b0000", [("Host", "a"), ("B", "b")]),
      ("00Host0 a00", [("Host", "a")]), ("00", []),
      // What no library does.
      ("00Host: a0000", [("Host", "a")]), ("00Host0 a0000", [("Host", ">a")]), ("00Host0 a0000", [("a", "Host")]),
    ] as [(String, [(String, String)])])
  func aHeadOfWhichAnythingIsLeftOverIsNot(_ text: String, _ headers: [(String, String)]) throws {
    #expect(try !isWhole(text, headers))
  }

  @Test func itsPlacesMayBeAnyAtAll() {
    for (end, name, value) in [(99, -9 ..< -9, 5..<4_000), (-3, 2..<3, -4 ..< -1), (0, 0..<0, 0..<0)] {
      var layout = HeadLayout([0, 0, 0, 0], requestLineEnd: end)
      layout.take(name: name, value: value)
      #expect(!layout.isWhole)
    }
  }
}

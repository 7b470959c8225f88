import Testing

@testable import TicketClient

@Suite("Server-sent events")
struct EventStreamParserTests {
  static let stream = "retry: 1000\nid: 1-2\n: hello\n\nevent: ticket\nid: 3-4\ndata: {\"a\":\ndata:  1}\n\n: 3-4\n\n"
  static let events = [
    StreamEvent(id: "1-2"),
    StreamEvent(name: "ticket", data: Array("{\"a\":\n 1}".utf8), id: "3-4"),
    StreamEvent(),
  ]

  @Test(arguments: 1...80) func readsBlocksHoweverTheyAreCut(size: Int) {
    var parser = EventStreamParser()
    var found: [StreamEvent] = []
    let bytes = Array(Self.stream.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      parser.take(bytes[start..<min(start + size, bytes.count)]) { found.append($0) }
    }
    #expect(found == Self.events)
  }

  @Test func dataWithoutEndFillsNoMemory() {
    var parser = EventStreamParser()
    let line = Array("data: ".utf8) + [UInt8](repeating: 0x78, count: 1 << 20) + [0x0a]
    for _ in 0..<8 { parser.take(line) { _ in } }
    var lengths: [Int] = []
    parser.take([0x0a]) { lengths.append($0.data?.count ?? 0) }
    #expect(lengths.count == 1 && lengths[0] <= 5 << 20)
  }

  @Test(arguments: ["\r\n", "\r", "\n"]) func linesEndAnyWay(end: String) {
    var parser = EventStreamParser()
    var found: [StreamEvent] = []
    parser.take(Self.stream.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end).utf8) {
      found.append($0)
    }
    #expect(found == Self.events)
  }
}

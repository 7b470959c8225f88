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

  @Test(arguments: ["\r\n", "\r", "\n"]) func linesEndAnyWay(end: String) {
    var parser = EventStreamParser()
    var found: [StreamEvent] = []
    parser.take(Self.stream.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end).utf8) {
      found.append($0)
    }
    #expect(found == Self.events)
  }
}

import Testing
import TicketContract

@testable import TicketCore

/// What the board keeps in few bytes comes out as it went in.
struct CompactFormTests {
  @Test(arguments: [0, 1, 0xffff, 0x1_0000, 1 << 40, (1 << 48) - 2]) func places(_ offset: Int) {
    for line in [0, 1, 0xffff, 0x1_0000, Int(UInt32.max)] {
      let place = RecordPlace(offset: offset, line: line)
      #expect(PackedPlace(place).place == place)
      #expect(PackedPlace(place).offset == offset)
    }
    #expect(PackedPlace.none.place == nil)
    #expect(PackedPlace.none.offset == -1)
  }

  @Test(arguments: [-1_439, -570, 0, 1, 540, 1_439]) func facts(_ minutes: Int) throws {
    let zones: [Timestamp.Zone] = [.unwritten, .zulu, .offset(try #require(UTCOffset(minutes: minutes)))]
    for zone in zones {
      for status in TicketStatus.allCases {
        for isText in [false, true] {
          let facts = PackedFacts(status: status, zone: PackedZone(zone), idIsText: isText)
          #expect(facts.zone.zone == zone)
          #expect(facts.status == status)
          #expect(facts.idIsText == isText)
        }
      }
    }
  }

  @Test func texts() {
    var symbols = Symbols()
    let texts = (0..<300).map { String(repeating: "가", count: $0 % 7) + "\($0)" } + ["", "e\u{301}", "é"]
    let numbers = texts.map { symbols.number(of: $0) }
    #expect(Set(numbers).count == texts.count)
    for (number, text) in zip(numbers, texts) {
      #expect(symbols[number].utf8.elementsEqual(text.utf8))
      #expect(symbols.existing(text) == number)
    }
    #expect(symbols.existing("stranger") == nil)
    symbols.removeAll()
    #expect(symbols.existing("") == nil)
    #expect(symbols.number(of: "new") == 0)
  }

  @Test func traces() {
    var traces = TraceTexts()
    let texts = (0..<2_000).map { String(repeating: "t", count: $0 % 90) + "\($0)" }
    let places = texts.map { text in text.withBytes { traces.append($0) } }
    for (place, text) in zip(places, texts) {
      #expect(traces.withBytes(at: place) { String(decoding: $0, as: UTF8.self) } == text)
    }
    #expect("".withBytes { traces.append($0) } == TicketEntry.none)
    #expect(String(repeating: "x", count: 1_025).withBytes { traces.append($0) } == TicketEntry.none)
  }

  @Test func kindsWithAndWithoutMode() {
    var kinds = TicketKinds()
    let numbers = [[UInt8]("A".utf8), [0x41, 0xff], [0x41, 0xff, 0x42], [0xff], []].map { bytes in
      bytes.withUnsafeBufferPointer { kinds.number(of: $0) }
    }
    #expect(numbers == [0, 1, 2, 3, 4])
    #expect(numbers.map { kinds[$0].type.text } == ["A", "A", "A", "", ""])
    #expect(numbers.map { kinds[$0].mode } == [nil, "", "B", "", nil])
  }

  @Test func aBoardKeepsTraces() throws {
    var board = TicketsBoard()
    let traces: [String?] = [nil, "trace-1", "", "추적", nil]
    for (number, trace) in traces.enumerated() {
      board.apply(
        RequestRecord(
          requestID: try #require(Ticket.ID("\(number)")), type: .foreign("X"), mode: nil, reasonHash: 0, trace: trace,
          requestedAt: nil, place: .unknown))
    }
    #expect(traces.indices.map { board.trace(at: $0) } == [nil, "trace-1", nil, "추적", nil])
  }
}

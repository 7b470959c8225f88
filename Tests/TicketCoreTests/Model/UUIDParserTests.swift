import Testing
import TicketContract

@testable import TicketCore

struct UUIDParserTests {
  @Test func readsWhatItWrites() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<1_000 {
      let (high, low) = (generator.next() as UInt64, generator.next() as UInt64)
      let id = Ticket.ID.uuid(high: high, low: low)
      let parsed = try #require(id.description.withBytes { UUIDParser.parse($0) })
      #expect(parsed == (high, low))
    }
  }

  /// Each byte of a UUID, replaced by each other byte: read only where that is a UUID as writers make it.
  @Test func refusesEveryOtherByteAtEveryPlace() {
    let good = Array("f41f8f31-d56b-48c4-9b94-a92b50738198".utf8)
    for place in good.indices {
      for byte in UInt8.min...UInt8.max {
        var text = good
        text[place] = byte
        let isDash = [8, 13, 18, 23].contains(place)
        let isDigit = (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
        let isRead = text.withUnsafeBufferPointer { UUIDParser.parse($0) } != nil
        #expect(isRead == (isDash ? byte == 0x2d : isDigit))
      }
    }
  }

  @Test(arguments: ["", "f41f8f31", "f41f8f31-d56b-48c4-9b94-a92b507381980"]) func refusesOtherLengths(_ text: String) {
    #expect(text.withBytes { UUIDParser.parse($0) } == nil)
  }
}

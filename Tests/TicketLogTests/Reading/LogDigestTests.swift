import Testing
import TicketContract

@testable import TicketLog

struct LogDigestTests {
  private func digest(_ bytes: [UInt8], cuts: [Int]) -> UInt64 {
    var digest = LogDigest()
    for (start, end) in zip([0] + cuts, cuts + [bytes.count]) {
      bytes.withUnsafeBufferPointer { buffer in
        let piece = UnsafeBufferPointer(rebasing: buffer[start..<end])
        digest.add(piece, LogDigest.Part(piece, at: start))
      }
    }
    return digest.value
  }

  @Test func isTheSameHoweverTheBytesCame() {
    var generator = SeededGenerator(seed: 4)
    let bytes = (0..<30_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let whole = digest(bytes, cuts: [])
    for _ in 0..<60 {
      let cuts = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
        Int.random(in: 0...bytes.count, using: &generator)
      }
      #expect(digest(bytes, cuts: cuts.sorted()) == whole)
    }
  }

  @Test func isAnotherForEveryOtherByteAndLength() {
    var generator = SeededGenerator(seed: 5)
    let bytes = (0..<10_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    var seen: Set = [digest(bytes, cuts: [])]
    for place in stride(from: 0, to: bytes.count, by: 331) {
      var other = bytes
      other[place] ^= 1
      #expect(seen.insert(digest(other, cuts: [])).inserted)
    }
    for length in [0, 1, 4_095, 4_096, 4_097, 8_192] {
      #expect(seen.insert(digest(Array(bytes.prefix(length)), cuts: [])).inserted)
    }
    // Two blocks that have changed places.
    #expect(seen.insert(digest(Array(bytes[4_096..<8_192] + bytes[..<4_096] + bytes[8_192...]), cuts: [])).inserted)
  }

  /// Every single bit of small numbers and of zeros counts.
  @Test func isAnotherForEveryBit() {
    for fill in [0, 1, 2, 0xff] as [UInt8] {
      var bytes = [UInt8](repeating: 0, count: 200)
      for place in stride(from: 0, to: bytes.count, by: 8) { bytes[place] = fill }
      var seen: Set = [digest(bytes, cuts: [])]
      for bit in 0..<(bytes.count * 8) {
        var other = bytes
        other[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(seen.insert(digest(other, cuts: [])).inserted)
      }
    }
  }
}

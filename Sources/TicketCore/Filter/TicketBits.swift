/// One bit for each ticket by ordinal: the cheapest set to make, to combine and to keep.
struct TicketBits: Hashable, Sendable {
  /// 64 tickets each, the first in the lowest bit.
  private(set) var words: ContiguousArray<UInt64>

  /// None of so many tickets.
  init(count: Int) { words = ContiguousArray(repeating: 0, count: Self.words(for: count)) }

  init(words: ContiguousArray<UInt64>) { self.words = words }

  static func words(for count: Int) -> Int { (count + 63) >> 6 }

  subscript(ordinal: Int) -> Bool {
    get { ordinal >> 6 < words.count && words[ordinal >> 6] >> UInt64(ordinal & 63) & 1 != 0 }
    set {
      if ordinal >> 6 >= words.count { grow(to: ordinal + 1) }
      let bit: UInt64 = 1 << UInt64(ordinal & 63)
      if newValue { words[ordinal >> 6] |= bit } else { words[ordinal >> 6] &= ~bit }
    }
  }

  /// Room for so many tickets; the new ones are none of the set.
  mutating func grow(to count: Int) {
    let missing = Self.words(for: count) - words.count
    if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Changes each word as the other set's word in the same place says; 0 behind its end.
  mutating func combine(_ other: TicketBits, _ change: (inout UInt64, UInt64) -> Void) {
    let shared = min(words.count, other.words.count)
    words.withUnsafeMutableBufferPointer { words in
      other.words.withUnsafeBufferPointer { other in
        for index in 0..<shared { change(&words[index], other[index]) }
      }
      for index in shared..<words.count { change(&words[index], 0) }
    }
  }

  mutating func formIntersection(_ other: TicketBits) { combine(other) { $0 &= $1 } }

  mutating func subtract(_ other: TicketBits) { combine(other) { $0 &= ~$1 } }

  /// The other set must have no more words.
  mutating func formUnion(_ other: TicketBits) { combine(other) { $0 |= $1 } }

  mutating func store(_ bits: UInt64, word: Int) { words[word] = bits }
}

/// Gives each different text a small number: what thousands of tickets share is kept once.
///
/// Texts are compared byte for byte; open addressing with linear probing, at most three quarters full.
struct Symbols: Sendable {
  private static let empty = UInt32.max

  private(set) var bytes = ContiguousArray<UInt8>()
  /// Where each text ends in `bytes`; the next one begins there.
  private(set) var ends = ContiguousArray<Int>()
  private var slots = ContiguousArray<UInt32>(repeating: empty, count: 16)
  // Texts come from foreign programs: without a secret seed they could be chosen to collide.
  private let seed = UInt64.random(in: .min ... .max)

  init() {}

  /// The texts that stand one behind the other in `bytes`; nil if they don't.
  init?(bytes: ContiguousArray<UInt8>, ends: ContiguousArray<Int>) {
    guard ends.first ?? 0 >= 0, ends.last ?? 0 == bytes.count, zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.bytes = bytes
    self.ends = ends
    var size = slots.count
    while ends.count * 4 > size * 3 { size *= 2 }
    slots = ContiguousArray(repeating: Self.empty, count: size)
    fill()
  }

  /// How many different texts; their numbers run from 0.
  var count: Int { ends.count }

  mutating func number(of text: String) -> UInt32 {
    text.withBytes { number(of: $0) }
  }

  /// The number of a text, new or met before.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let slot = slot(of: text)
    guard slots[slot] == Self.empty else { return slots[slot] }
    let number = UInt32(ends.count)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = number
    if ends.count * 4 > slots.count * 3 { grow() }
    return number
  }

  /// The number of a text that was met before.
  func existing(_ text: String) -> UInt32? {
    let number = text.withBytes { slots[slot(of: $0)] }
    return number == Self.empty ? nil : number
  }

  subscript(number: UInt32) -> String { withBytes(of: number) { String(decoding: $0, as: UTF8.self) } }

  /// The bytes of a text; they live as long as `body` runs.
  func withBytes<R>(of number: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let number = Int(number)
    let range = (number == 0 ? 0 : ends[number - 1])..<ends[number]
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// What `numberOf` says of each text, by number.
  func numbers(_ numberOf: (UnsafeBufferPointer<UInt8>) -> UInt32) -> ContiguousArray<UInt32> {
    ContiguousArray((0..<UInt32(count)).map { withBytes(of: $0, numberOf) })
  }

  /// Forgets all texts, and keeps the memory.
  mutating func removeAll() {
    guard !ends.isEmpty else { return }
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = Self.empty }
  }

  /// Where a text stands in the table, or where it would.
  private func slot(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = home(of: text)
    while slots[slot] != Self.empty, !withBytes(of: slots[slot], { $0.isSame(as: text) }) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func home(of text: UnsafeBufferPointer<UInt8>) -> Int {
    Int(truncatingIfNeeded: ByteHash.hash(text, seed: seed)) & (slots.count - 1)
  }

  private mutating func grow() {
    slots = ContiguousArray(repeating: Self.empty, count: slots.count * 2)
    fill()
  }

  private mutating func fill() {
    for number in 0..<UInt32(ends.count) {
      var slot = withBytes(of: number) { home(of: $0) }
      while slots[slot] != Self.empty { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number
    }
  }
}

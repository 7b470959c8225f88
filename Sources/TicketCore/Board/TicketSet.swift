/// A set of ticket ordinals in file order, one bit each, that can be counted, ranked and paged without walking it.
///
/// Finding the n-th member costs one addition for each 4,096 tickets of the log.
public struct TicketSet: Hashable, Sendable {
  private static let wordsInBlock = 64
  /// Of so many tickets it is known how many are members.
  static let block = wordsInBlock * 64

  /// 64 tickets each, the first in the lowest bit.
  private(set) var words: ContiguousArray<UInt64> = []
  private var blockCounts: [Int32] = []
  /// The members.
  public private(set) var count = 0

  /// No members.
  public init() {}

  /// The tickets whose bits are set, 64 a word.
  init(words: ContiguousArray<UInt64>) {
    self.words = words
    blockCounts = stride(from: 0, to: words.count, by: Self.wordsInBlock).map { start in
      let block = words[start..<min(start + Self.wordsInBlock, words.count)]
      return Int32(block.reduce(0) { $0 + $1.nonzeroBitCount })
    }
    count = blockCounts.reduce(0) { $0 + Int($1) }
  }

  /// Whether there are none.
  public var isEmpty: Bool { count == 0 }

  /// The tickets that are in both.
  public func intersection(_ other: TicketSet) -> TicketSet {
    TicketSet(words: ContiguousArray(zip(words, other.words).map { $0 & $1 }))
  }

  /// Whether the ticket is a member.
  public func contains(_ ordinal: Int) -> Bool {
    let word = ordinal >> 6
    return ordinal >= 0 && word < words.count && words[word] & bit(ordinal) != 0
  }

  /// Makes the ticket a member.
  public mutating func insert(_ ordinal: Int) {
    let word = ordinal >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
      let blocks = (words.count + Self.wordsInBlock - 1) / Self.wordsInBlock
      blockCounts.append(contentsOf: repeatElement(0, count: blocks - blockCounts.count))
    }
    guard words[word] & bit(ordinal) == 0 else { return }
    words[word] |= bit(ordinal)
    blockCounts[word / Self.wordsInBlock] += 1
    count += 1
  }

  /// Makes the ticket no member.
  public mutating func remove(_ ordinal: Int) {
    guard contains(ordinal) else { return }
    let word = ordinal >> 6
    words[word] &= ~bit(ordinal)
    blockCounts[word / Self.wordsInBlock] -= 1
    count -= 1
  }

  /// How many members stand before `ordinal` in file order.
  public func rank(of ordinal: Int) -> Int {
    let word = min(max(0, ordinal) >> 6, words.count)
    let block = word / Self.wordsInBlock
    var rank = blockCounts[..<block].reduce(0) { $0 + Int($1) }
    for index in (block * Self.wordsInBlock)..<word { rank += words[index].nonzeroBitCount }
    if word < words.count { rank += (words[word] & (bit(ordinal) - 1)).nonzeroBitCount }
    return rank
  }

  /// The member that `rank` others stand before; nil past the last.
  public func member(at rank: Int) -> Int? {
    guard rank >= 0, rank < count else { return nil }
    var left = rank
    var block = 0
    while left >= Int(blockCounts[block]) {
      left -= Int(blockCounts[block])
      block += 1
    }
    var word = block * Self.wordsInBlock
    while left >= words[word].nonzeroBitCount {
      left -= words[word].nonzeroBitCount
      word += 1
    }
    var bits = words[word]
    for _ in 0..<left { bits &= bits - 1 }
    return word << 6 + bits.trailingZeroBitCount
  }

  /// The members at `ranks`, as far as there are any, in the given order.
  public func members(at ranks: some Sequence<Int>) -> [Int] { ranks.compactMap { member(at: $0) } }

  /// Calls `body` with every member in file order.
  public func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() where word != 0 {
      var bits = word
      while bits != 0 {
        body(index << 6 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }

  /// Calls `body` with those tickets of a block that are members of any of the `sets`, in file order or against it, as
  /// long as it says true.
  static func forEach(ofAny sets: [TicketSet], in block: Int, forwards: Bool, _ body: (Int) -> Bool) {
    guard sets.contains(where: { block < $0.blockCounts.count && $0.blockCounts[block] > 0 }) else { return }
    for step in 0..<wordsInBlock {
      let word = block * wordsInBlock + (forwards ? step : wordsInBlock - 1 - step)
      var bits = sets.reduce(0) { word < $1.words.count ? $0 | $1.words[word] : $0 }
      while bits != 0 {
        let place = forwards ? bits.trailingZeroBitCount : 63 - bits.leadingZeroBitCount
        guard body(word << 6 + place) else { return }
        bits &= ~(1 << UInt64(place))
      }
    }
  }

  private func bit(_ ordinal: Int) -> UInt64 { 1 << UInt64(ordinal & 63) }
}

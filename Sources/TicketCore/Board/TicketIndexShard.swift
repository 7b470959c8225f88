/// One part of a `TicketIndex`.
struct TicketIndexShard: Sendable {
  /// A smaller one would be all full before it is found to be; where nothing is empty, no search ends.
  private static let leastSize = 8

  /// 0 where a slot is empty, else a part of the hash: tells nearly all others apart without looking at their entries.
  private(set) var tags: ContiguousArray<UInt8>
  private(set) var ordinals: ContiguousArray<UInt32>
  private(set) var count: Int

  /// Both are equally long.
  init(tags: ContiguousArray<UInt8> = [], ordinals: ContiguousArray<UInt32> = []) {
    self.tags = tags
    self.ordinals = ordinals
    count = tags.reduce(0) { $0 + ($1 == 0 ? 0 : 1) }
  }

  /// Whether a search for what is not there ends.
  var isSearchable: Bool { count == 0 || count < tags.count }

  var isFull: Bool { count * 5 >= tags.count * 4 }

  func find(_ hash: UInt64, isMatch: (Int) -> Bool) -> Int? {
    guard count > 0 else { return nil }
    let tag = Self.tag(hash)
    var slot = home(hash)
    while tags[slot] != 0 {
      if tags[slot] == tag, isMatch(Int(ordinals[slot])) { return Int(ordinals[slot]) }
      slot = next(slot)
    }
    return nil
  }

  mutating func place(_ ordinal: Int, _ hash: UInt64) {
    var slot = home(hash)
    while tags[slot] != 0 { slot = next(slot) }
    tags[slot] = Self.tag(hash)
    ordinals[slot] = UInt32(ordinal)
    count += 1
  }

  mutating func grow(_ hashOf: (Int) -> UInt64) { resize(max(Self.leastSize, tags.count + tags.count / 2), hashOf) }

  mutating func reserve(_ wanted: Int, _ hashOf: (Int) -> UInt64) {
    let size = wanted > 0 ? max(Self.leastSize, wanted * 4 / 3) : 0
    if size > tags.count { resize(size, hashOf) }
  }

  private mutating func resize(_ size: Int, _ hashOf: (Int) -> UInt64) {
    let (oldTags, oldOrdinals) = (tags, ordinals)
    tags = ContiguousArray(repeating: 0, count: size)
    ordinals = ContiguousArray(repeating: 0, count: size)
    count = 0
    for slot in oldTags.indices where oldTags[slot] != 0 {
      let ordinal = Int(oldOrdinals[slot])
      place(ordinal, hashOf(ordinal))
    }
  }

  private func home(_ hash: UInt64) -> Int { Int((((hash >> 24) & 0xffff_ffff) * UInt64(tags.count)) >> 32) }

  private func next(_ slot: Int) -> Int { slot + 1 == tags.count ? 0 : slot + 1 }

  private static func tag(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash) | 1 }
}

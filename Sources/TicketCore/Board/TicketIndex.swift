/// Finds a ticket's ordinal by its key: open addressing with linear probing, 5 bytes a slot, at most four fifths full.
///
/// In shards, each of which grows by half when it is full: no single ticket pays for moving a million.
struct TicketIndex: Sendable {
  static let shardCount = 256

  private(set) var shards = ContiguousArray<TicketIndexShard>(repeating: TicketIndexShard(), count: shardCount)
  private let keyHash: KeyHash

  init() { keyHash = KeyHash(seed: .random(in: .min ... .max)) }

  /// As it was in another process; nil if the parts do not fit together.
  init?(
    seed: UInt64, tags: ContiguousArray<ContiguousArray<UInt8>>, ordinals: ContiguousArray<ContiguousArray<UInt32>>
  ) {
    guard tags.count == Self.shardCount, zip(tags, ordinals).allSatisfy({ $0.count == $1.count }) else { return nil }
    keyHash = KeyHash(seed: seed)
    shards = ContiguousArray(zip(tags, ordinals).map { TicketIndexShard(tags: $0, ordinals: $1) })
    guard shards.allSatisfy(\.isSearchable) else { return nil }
  }

  /// How many keys.
  var count: Int { shards.reduce(0) { $0 + $1.count } }

  /// What it hashes with.
  var seed: UInt64 { keyHash.seed }

  /// The ordinal of `key`; `entries` are those of the same board.
  func find(_ key: TicketKey, in entries: TicketEntries) -> Int? {
    let hash = keyHash(key)
    let shard = shards[Self.shard(of: hash)]
    return shard.find(hash) { entries[$0].isOf(key) }
  }

  /// Adds a key that is not there yet, that of the entry at `ordinal`.
  mutating func insert(_ key: TicketKey, ordinal: Int, in entries: TicketEntries) {
    let hash = keyHash(key)
    let shard = Self.shard(of: hash)
    if shards[shard].isFull { shards[shard].grow { [keyHash] in keyHash(entries[$0].key) } }
    shards[shard].place(ordinal, hash)
  }

  /// Makes room for `count` tickets in all, so that nothing need be moved while they come.
  mutating func reserve(_ count: Int, in entries: TicketEntries) {
    for shard in shards.indices {
      shards[shard].reserve(count / Self.shardCount) { [keyHash] in keyHash(entries[$0].key) }
    }
  }

  private static func shard(of hash: UInt64) -> Int { Int(hash >> 56) }
}

private struct KeyHash {
  // Ids come from foreign programs: without a secret seed they could be chosen to collide.
  let seed: UInt64

  func callAsFunction(_ key: TicketKey) -> UInt64 {
    ByteHash.mix(key.high ^ seed, key.low ^ seed ^ (key.isText ? 0x9e37_79b9_7f4a_7c15 : 0x2545_f491_4f6c_dd1d))
  }
}

/// What is known of each 4,096 tickets of the log together, so that a search passes over those that cannot be meant.
struct TicketBlocks: Sendable {
  private struct Block: Sendable {
    /// The newest time of a record; as in an entry.
    var lastAt = TicketEntry.noTime
    /// One bit a type, which others may share.
    var types: UInt64 = 0
  }

  private var blocks: [Block] = []

  /// What the entry of a ticket says now.
  mutating func note(_ ordinal: Int, lastAt: Int64, type: UInt32) {
    let index = ordinal / TicketSet.block
    if index >= blocks.count {
      blocks.append(contentsOf: repeatElement(Block(), count: index + 1 - blocks.count))
    }
    blocks[index].lastAt = max(blocks[index].lastAt, lastAt)
    blocks[index].types |= Self.bit(type)
  }

  /// False where no ticket of a block has a record of the time `since` or later, or none is of one of the `types`; nil
  /// stands for any.
  func canHold(_ block: Int, since: Int64?, types: Set<UInt32>?) -> Bool {
    guard block < blocks.count else { return false }
    if let since, blocks[block].lastAt < since { return false }
    return types?.contains { blocks[block].types & Self.bit($0) != 0 } ?? true
  }

  private static func bit(_ type: UInt32) -> UInt64 { 1 << UInt64(type & 63) }
}

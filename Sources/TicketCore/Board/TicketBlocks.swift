/// What is known of each 4,096 tickets of the log together, so that a search passes over those that cannot be meant.
struct TicketBlocks: Sendable {
  struct Block: Sendable, BitwiseCopyable {
    /// The newest time of a record; as in an entry.
    var lastAt = TicketEntry.noTime
    /// One bit a kind, which others may share.
    var kinds: UInt64 = 0
    /// Where the first and the last result stand that one of them took a step by.
    var firstStep = Int.max
    var lastStep = -1
  }

  private(set) var blocks: ContiguousArray<Block>

  init(_ blocks: ContiguousArray<Block> = []) { self.blocks = blocks }

  /// What the entry of a ticket says now.
  mutating func note(_ ordinal: Int, _ entry: TicketEntry) {
    let index = ordinal / TicketSet.block
    if index >= blocks.count {
      blocks.append(contentsOf: repeatElement(Block(), count: index + 1 - blocks.count))
    }
    var block = blocks[index]
    block.lastAt = max(block.lastAt, entry.lastAt)
    block.kinds |= Self.bit(entry.kind)
    if !entry.consumed.isNone {
      block.firstStep = min(block.firstStep, entry.consumed.offset)
      block.lastStep = max(block.lastStep, entry.consumed.offset, entry.completed.offset)
    }
    blocks[index] = block
  }

  /// False where no ticket of a block has a record of the time `since` or later, or none is of one of the `kinds`; nil
  /// stands for any.
  func canHold(_ block: Int, since: Int64?, kinds: Set<UInt32>?) -> Bool {
    guard block < blocks.count else { return false }
    if let since, blocks[block].lastAt < since { return false }
    return kinds?.contains { blocks[block].kinds & Self.bit($0) != 0 } ?? true
  }

  /// False where no ticket of a block took a step by a result that stands there.
  func canHaveSteps(_ block: Int, at offsets: Range<Int>) -> Bool {
    block < blocks.count && blocks[block].lastStep >= offsets.lowerBound && blocks[block].firstStep < offsets.upperBound
  }

  private static func bit(_ kind: UInt32) -> UInt64 { 1 << UInt64(kind & 63) }
}

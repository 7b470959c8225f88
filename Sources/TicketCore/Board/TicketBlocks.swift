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

    mutating func note(kind: UInt32, at time: Int64) {
      kinds |= TicketBlocks.bit(kind)
      lastAt = max(lastAt, time)
    }

    mutating func note(stepBy result: WaitingResult) {
      lastAt = max(lastAt, result.processedAt)
      firstStep = min(firstStep, result.place.offset)
      lastStep = max(lastStep, result.place.offset)
    }
  }

  private(set) var blocks: ContiguousArray<Block>

  init(_ blocks: ContiguousArray<Block> = []) { self.blocks = blocks }

  /// A new ticket.
  mutating func note(_ entry: TicketEntry, at ordinal: Int) {
    let index = ordinal / TicketSet.block
    if index == blocks.count { blocks.append(Block()) }
    blocks[index].note(kind: entry.kind, at: entry.lastAt)
  }

  /// A step of a ticket that was noted before.
  mutating func note(step result: WaitingResult, of ordinal: Int) {
    blocks[ordinal / TicketSet.block].note(stepBy: result)
  }

  /// False where no ticket of a block has a record of the time `since` or later, or none is of one of the `kinds`; nil
  /// stands for any.
  func canHold(_ block: Int, since: Int64?, kinds: Set<UInt32>?) -> Bool {
    if let since, blocks[block].lastAt < since { return false }
    return kinds?.contains { blocks[block].kinds & Self.bit($0) != 0 } ?? true
  }

  /// False where no ticket of a block took a step by a result that stands there.
  func canHaveSteps(_ block: Int, at offsets: Range<Int>) -> Bool {
    blocks[block].lastStep >= offsets.lowerBound && blocks[block].firstStep < offsets.upperBound
  }

  fileprivate static func bit(_ kind: UInt32) -> UInt64 { 1 << UInt64(kind & 63) }
}

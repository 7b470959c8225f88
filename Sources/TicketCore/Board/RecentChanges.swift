/// The latest steps of a board's tickets: who looked a moment ago sees what changed without looking at every ticket.
///
/// A new ticket is a step, too. So many are kept that a screen or a stream that keeps up finds all it missed.
public struct RecentChanges: Sendable {
  /// A step, by the record that did it.
  struct Step: Hashable, Sendable {
    let ordinal: UInt32
    let file: LogFile
    /// Where the record's line begins.
    let offset: Int

    init(_ ordinal: Int, _ file: LogFile, at offset: Int) {
      self.ordinal = UInt32(ordinal)
      self.file = file
      self.offset = offset
    }
  }

  /// The steps that are remembered: a power of two.
  static let capacity = 1 << 13

  /// All steps ever, also those of the board that this one was made of.
  public private(set) var count: Int
  private let start: Int
  private var ring: [Step] = []
  /// Behind all records that did a step that is forgotten.
  private var forgotten: BoardCursor

  /// None are remembered of a board that took `count` steps by the records before `cursor`.
  init(after count: Int = 0, upTo cursor: BoardCursor = BoardCursor()) {
    self.count = count
    start = count
    forgotten = cursor
  }

  mutating func note(_ step: Step) {
    if ring.count < Self.capacity {
      ring.append(step)
    } else {
      let oldest = (count - start) & (Self.capacity - 1)
      let (file, end) = (ring[oldest].file, ring[oldest].offset + 1)
      if forgotten[file] < end { forgotten[file] = end }
      ring[oldest] = step
    }
    count += 1
  }

  /// The ordinals of the tickets that took the steps behind the first `count` ones, in the order of the steps, so that
  /// some may come twice; nil where not all of these steps are remembered.
  public func ordinals(since count: Int) -> [Int]? {
    guard (self.count - ring.count...self.count).contains(count) else { return nil }
    return (count..<self.count).map { Int(step($0).ordinal) }
  }

  /// All steps by records at or behind `cursor`, and perhaps others, in no order; nil where not all are remembered.
  func steps(since cursor: BoardCursor) -> [Step]? {
    guard forgotten.requests <= cursor.requests, forgotten.results <= cursor.results else { return nil }
    return ring
  }

  /// The step that so many others came before.
  private func step(_ number: Int) -> Step { ring[(number - start) & (Self.capacity - 1)] }
}

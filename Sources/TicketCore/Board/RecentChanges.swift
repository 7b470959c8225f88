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

  /// So many steps are remembered at least, and at most twice as many.
  static let capacity = 1 << 13

  /// The steps that are forgotten, also those of the board that this one was made of.
  private var forgotten: Int
  /// Behind all records that did one of these.
  private var end: BoardCursor
  private var steps: [Step] = []

  /// None are remembered of a board that took `count` steps by the records before `cursor`.
  init(after count: Int = 0, upTo cursor: BoardCursor = BoardCursor()) {
    forgotten = count
    end = cursor
  }

  /// All steps ever.
  public var count: Int { forgotten + steps.count }

  mutating func note(_ step: Step) {
    if steps.count == 2 * Self.capacity { forget() }
    steps.append(step)
  }

  private mutating func forget() {
    for step in steps.prefix(Self.capacity) { end[step.file] = max(end[step.file], step.offset + 1) }
    steps.removeFirst(Self.capacity)
    forgotten += Self.capacity
  }

  /// The ordinals of the tickets that took the steps behind the first `count` ones, in the order of the steps, so that
  /// some may come twice; nil where not all of these steps are remembered.
  public func ordinals(since count: Int) -> [Int]? {
    guard (forgotten...self.count).contains(count) else { return nil }
    return steps[(count - forgotten)...].map { Int($0.ordinal) }
  }

  /// All steps by records at or behind `cursor`, and others; nil where not all are remembered.
  func steps(since cursor: BoardCursor) -> [Step]? {
    end.requests <= cursor.requests && end.results <= cursor.results ? steps : nil
  }
}

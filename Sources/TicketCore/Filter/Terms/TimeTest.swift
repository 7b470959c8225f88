/// The time of the newest record; remembers when time alone changes an answer.
struct TimeTest: EntryTest {
  private let limit: TimeLimit
  private let now: Timestamp
  private let times: ClosedRange<Int64>
  /// When the next ticket comes within the limit or leaves it, in microseconds since 1970; nil if none does.
  private var nextTurn: Int64?

  init(_ limit: TimeLimit, at now: Timestamp) {
    self.limit = limit
    self.now = now
    times = limit.times(at: now)
  }

  func isDue(at now: Timestamp) -> Bool { now < self.now || nextTurn.map { $0 <= now.microseconds } ?? false }

  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    guard entry.lastAt != TicketEntry.noTime else { return false }
    if let turn = limit.turn(of: entry.lastAt, after: now), turn < nextTurn ?? .max { nextTurn = turn }
    return times.contains(entry.lastAt)
  }
}

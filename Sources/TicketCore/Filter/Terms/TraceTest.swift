/// The trace id.
struct TraceTest: EntryTest {
  private let patterns: [TextPattern]

  init(_ patterns: [TextPattern]) { self.patterns = patterns }

  @inline(__always)
  func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    guard entry.trace != TicketEntry.none else { return false }
    return board.traces.withBytes(at: entry.trace) { text in patterns.contains { $0.matches(text) } }
  }
}

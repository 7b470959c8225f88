/// Who took the ticket.
struct ProcessorTest: EntryTest {
  private let patterns: [TextPattern]
  private var texts = SharedAnswers()

  init(_ patterns: [TextPattern]) { self.patterns = patterns }

  @inline(__always)
  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    guard entry.processor != TicketEntry.none else { return false }
    return texts.answer(entry.processor) {
      board.texts.withBytes(of: entry.processor) { text in patterns.contains { $0.matches(text) } }
    }
  }
}

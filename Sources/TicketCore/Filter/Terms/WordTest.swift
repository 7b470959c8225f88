/// A word anywhere in a ticket, but for the texts that only its records hold.
struct WordTest: EntryTest {
  private let word: TextPattern
  private var kinds = SharedAnswers()
  private var processor: ProcessorTest
  private let id: IDTest
  private let trace: TraceTest

  init(_ word: TextPattern) {
    self.word = word
    processor = ProcessorTest([word])
    id = IDTest([IDPattern(word.word)].compactMap(\.self))
    trace = TraceTest([word])
  }

  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    let isKind = kinds.answer(entry.kind) {
      let kind = board.kinds[entry.kind]
      return word.matches(kind.type.text) || kind.mode.map(word.matches) ?? false
    }
    return isKind || processor.matches(entry, on: board) || id.matches(entry, on: board)
      || trace.matches(entry, on: board)
  }
}

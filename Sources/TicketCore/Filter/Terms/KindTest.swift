/// The type, or the mode.
struct KindTest: EntryTest {
  private let field: FilterField
  private let patterns: [TextPattern]
  private var kinds = SharedAnswers()

  /// `field` is `type` or `mode`.
  init(_ field: FilterField, _ patterns: [TextPattern]) {
    self.field = field
    self.patterns = patterns
  }

  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    kinds.answer(entry.kind) {
      let kind = board.kinds[entry.kind]
      let text = field == .type ? kind.type.text : kind.mode
      return text.map { text in patterns.contains { FilterVocabulary.matches($0, field, text) } } ?? false
    }
  }
}

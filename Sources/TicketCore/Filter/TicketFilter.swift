/// What the operator asked the board to be narrowed to: conditions that must all hold (spec: console.md, "Filter").
public struct TicketFilter: Hashable, Sendable {
  /// As it was typed.
  public let text: String
  /// All must hold.
  public let terms: [FilterTerm]
  /// What could not be understood and is left out, in the order of the text.
  public let problems: [FilterProblem]

  /// Reads a filter. `now` and `offset` tell what `since:14:30` means.
  ///
  /// Conditions on one and the same field are one: any of their values will do.
  public init(_ text: String, now: Timestamp, offset: UTCOffset) {
    var parser = FilterParser(now: now, offset: offset)
    for word in FilterWord.words(of: text) { parser.take(word) }
    self.text = text
    terms = parser.terms
    problems = parser.problems
  }

  /// Whether it lets every ticket through.
  public var isEmpty: Bool { terms.isEmpty }

  /// What may be shown as found in the texts of a ticket that came through.
  public var highlights: [TextPattern] { terms.flatMap(\.highlights) }
}

/// One condition of a filter.
public struct FilterTerm: Hashable, Sendable {
  /// What must be so.
  enum Meaning: Hashable, Sendable {
    /// The word stands in any text of the ticket.
    case word(TextPattern)
    case status(Set<TicketStatus>)
    /// One of the patterns stands in the field's text: `type`, `mode`, `trace` or `by`.
    case text(FilterField, [TextPattern])
    /// One of the patterns stands in the id.
    case id([IDPattern])
    /// The time of the ticket's newest record.
    case time(TimeLimit)
  }

  let meaning: Meaning
  /// Whether the ticket must not be so.
  let isNegated: Bool

  /// The word that is looked for in all texts; nil for a term about one field.
  public var word: TextPattern? {
    if case .word(let pattern) = meaning { pattern } else { nil }
  }

  /// What may be shown as found: words that must be there.
  var highlights: [TextPattern] {
    guard !isNegated else { return [] }
    switch meaning {
    case .word(let pattern): return [pattern]
    case .text(_, let patterns): return patterns
    case .id(let patterns): return patterns.map(\.text)
    case .status, .time: return []
    }
  }
}

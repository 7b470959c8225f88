/// Words to be looked for in the texts that only records hold: reasons, message ids, and messages (spec: console.md,
/// "Filter").
public struct RecordSearch: Hashable, Sendable {
  /// What is looked for, each word by itself.
  public let words: [TextPattern]
  /// The tickets whose records may decide something.
  public let candidates: TicketSet
  /// Those of them to begin with: what stands on the screen.
  public let first: [Int]

  /// A search through the records of `candidates`.
  public init(words: [TextPattern], candidates: TicketSet, first: [Int] = []) {
    self.words = words
    self.candidates = candidates
    self.first = first
  }

  /// The same, beginning with these of its candidates.
  public func beginning(with ordinals: [Int]) -> RecordSearch {
    RecordSearch(words: words, candidates: candidates, first: ordinals.filter(candidates.contains))
  }
}

/// A word that stands in a record of a ticket.
public struct RecordHit: Hashable, Sendable {
  /// Its rank among the words of the search.
  public let word: Int
  /// Whose record it is.
  public let ordinal: Int

  /// A find.
  public init(word: Int, ordinal: Int) {
    self.word = word
    self.ordinal = ordinal
  }
}

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

/// Words to be looked for in the texts that only records hold: reasons, message ids, and messages (spec: console.md,
/// "Filter").
public struct RecordSearch: Hashable, Sendable {
  /// The most words of one search.
  static let mostWords = 64

  /// What is looked for, each word by itself; at most 64.
  public let words: [TextPattern]
  /// The tickets whose records may decide something.
  public let candidates: TicketSet
  /// Those of them to begin with: what stands on the screen.
  public let first: [Int]
  /// Which board the candidates are of; of no other are they any.
  public let generation: UInt64
  /// Records from here on are none of that board.
  public let end: BoardCursor

  /// A search through the records of `candidates` on a board.
  public init(words: [TextPattern], candidates: TicketSet, on board: TicketsBoard) {
    self.init(words: words, candidates: candidates, first: [], generation: board.generation, end: board.cursor)
  }

  private init(words: [TextPattern], candidates: TicketSet, first: [Int], generation: UInt64, end: BoardCursor) {
    self.words = words
    self.candidates = candidates
    self.first = first
    self.generation = generation
    self.end = end
  }

  /// The same, beginning with these of its candidates.
  public func beginning(with ordinals: [Int]) -> RecordSearch {
    RecordSearch(
      words: words, candidates: candidates, first: ordinals.filter(candidates.contains), generation: generation,
      end: end)
  }
}

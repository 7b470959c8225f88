import TicketCore

/// Short looks at a board that others keep up to date.
struct BoardLook {
  let store: LogStore

  func places(of ordinals: [Int], for search: RecordSearch) -> [[RecordSearch.Place]]? {
    store.withBoard { search.places(of: ordinals, on: $0) }
  }

  /// Whose records the lines are; nil if the board is another.
  func hits(of lines: [FoundLine], in file: LogFile, for search: RecordSearch) -> [RecordHit]? {
    store.withBoard { board in
      guard board.generation == search.generation else { return nil }
      return lines.flatMap { line -> [RecordHit] in
        let ordinal =
          switch file {
          case .requests: search.candidate(line.id, ofRequestAt: line.offset, on: board)
          case .results: search.candidate(line.id, ofResultAt: line.offset, on: board)
          }
        return ordinal.map(line.words.hits) ?? []
      }
    }
  }
}

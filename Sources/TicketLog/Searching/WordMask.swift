import TicketCore

/// Which words of a search, of which there are never more: a bit each.
struct WordMask: OptionSet {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The mask of one word.
  init(word: Int) { rawValue = 1 << UInt64(word) }

  func hits(of ordinal: Int) -> [RecordHit] {
    var (rest, hits) = (rawValue, [RecordHit]())
    while rest != 0 {
      hits.append(RecordHit(word: rest.trailingZeroBitCount, ordinal: ordinal))
      rest &= rest - 1
    }
    return hits
  }
}

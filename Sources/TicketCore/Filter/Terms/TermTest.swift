/// The test of a term, for any of its meanings but a status, of which the board has sets already.
enum TermTest: Sendable {
  case word(WordTest)
  case kind(KindTest)
  case processor(ProcessorTest)
  case id(IDTest)
  case trace(TraceTest)
  case time(TimeTest)

  /// Nil for a status.
  init?(_ meaning: FilterTerm.Meaning, at now: Timestamp) {
    switch meaning {
    case .word(let word): self = .word(WordTest(word))
    case .status: return nil
    case .text(let field, let patterns):
      switch field {
      case .type, .mode: self = .kind(KindTest(field, patterns))
      case .by: self = .processor(ProcessorTest(patterns))
      case .trace: self = .trace(TraceTest(patterns))
      case .status, .id, .since, .age: return nil
      }
    case .id(let patterns): self = .id(IDTest(patterns))
    case .time(let limit): self = .time(TimeTest(limit, at: now))
    }
  }

  /// Whether time alone has changed what the test found, or was set back.
  func isDue(at now: Timestamp) -> Bool {
    if case .time(let test) = self { test.isDue(at: now) } else { false }
  }

  /// The tickets of the board that match, of those `among` others if given.
  mutating func tickets(of board: TicketsBoard, among candidates: TicketBits?) -> TicketBits {
    switch self {
    case .word(var test):
      defer { self = .word(test) }
      return board.tickets(&test, among: candidates)
    case .kind(var test):
      defer { self = .kind(test) }
      return board.tickets(&test, among: candidates)
    case .processor(var test):
      defer { self = .processor(test) }
      return board.tickets(&test, among: candidates)
    case .id(var test):
      return board.tickets(&test, among: candidates)
    case .trace(var test):
      return board.tickets(&test, among: candidates)
    case .time(var test):
      defer { self = .time(test) }
      return board.tickets(&test, among: candidates)
    }
  }

  /// Whether one ticket matches.
  mutating func matches(_ ordinal: Int, on board: TicketsBoard) -> Bool {
    let entry = board.entries[ordinal]
    switch self {
    case .word(var test):
      defer { self = .word(test) }
      return test.matches(entry, on: board)
    case .kind(var test):
      defer { self = .kind(test) }
      return test.matches(entry, on: board)
    case .processor(var test):
      defer { self = .processor(test) }
      return test.matches(entry, on: board)
    case .id(let test):
      return test.matches(entry, on: board)
    case .trace(let test):
      return test.matches(entry, on: board)
    case .time(var test):
      defer { self = .time(test) }
      return test.matches(entry, on: board)
    }
  }
}

extension TicketsBoard {
  /// The tickets that pass a test, of those `among` others if given: one walk over what the board keeps.
  fileprivate func tickets(_ test: inout some EntryTest, among candidates: TicketBits?) -> TicketBits {
    var found = TicketBits(count: count)
    // Runs are of whole words but for the last.
    entries.forEachRun { first, entries in
      for start in stride(from: 0, to: entries.count, by: 64) {
        let word = (first + start) >> 6
        var rest = candidates.map { word < $0.words.count ? $0.words[word] : 0 } ?? .max
        if start + 64 > entries.count { rest &= ~(.max << UInt64(entries.count - start)) }
        var bits: UInt64 = 0
        while rest != 0 {
          let place = rest.trailingZeroBitCount
          rest &= rest - 1
          if test.matches(entries[start + place], on: self) { bits |= 1 << UInt64(place) }
        }
        if bits != 0 { found.store(bits, word: word) }
      }
    }
    return found
  }
}

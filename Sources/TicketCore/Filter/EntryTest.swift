/// Tells of a ticket whether it is what a term asks for, by what the board keeps in memory.
protocol EntryTest: Sendable {
  /// May remember what it found out of texts that many tickets share.
  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool
}

/// Which of a board's texts a pattern stands in: each is looked at once.
struct TextAnswers: Sendable {
  private enum Answer: UInt8 { case unknown, no, yes }

  private let patterns: [TextPattern]
  private let field: FilterField?
  private var answers: [Answer] = []

  /// `field` is the one whose values may go by other names; nil where only the text itself counts.
  init(_ patterns: [TextPattern], field: FilterField? = nil) {
    self.patterns = patterns
    self.field = field
  }

  /// Whether a pattern stands in the text of that number; false for `TicketEntry.none`.
  @inline(__always)
  mutating func matches(_ number: UInt32, in texts: borrowing Symbols) -> Bool {
    if number == TicketEntry.none { return false }
    if Int(number) < answers.count, answers[Int(number)] != .unknown { return answers[Int(number)] == .yes }
    return find(number, in: texts)
  }

  private mutating func find(_ number: UInt32, in texts: borrowing Symbols) -> Bool {
    if answers.count < texts.count {
      answers.append(contentsOf: repeatElement(.unknown, count: texts.count - answers.count))
    }
    let text = texts[number]
    let isFound = patterns.contains { pattern in
      field.map { FilterVocabulary.matches(pattern, $0, text) } ?? pattern.matches(text)
    }
    answers[Int(number)] = isFound ? .yes : .no
    return isFound
  }
}

/// A word anywhere in a ticket, but for the texts that only its records hold.
struct WordTest: EntryTest {
  private var texts: TextAnswers
  private let id: IDPattern?
  private let trace: TraceTest

  init(_ word: TextPattern) {
    texts = TextAnswers([word])
    id = IDPattern(word.word)
    trace = TraceTest([word])
  }

  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    texts.matches(entry.type, in: board.texts) || texts.matches(entry.mode, in: board.texts)
      || texts.matches(entry.processor, in: board.texts) || matchesID(entry, on: board)
      || trace.matches(entry, on: board)
  }

  @inline(__always)
  private mutating func matchesID(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    if entry.idIsText { return texts.matches(UInt32(entry.idLow), in: board.texts) }
    return id?.matches(high: entry.idHigh, low: entry.idLow) ?? false
  }
}

/// A part of the id.
struct IDTest: EntryTest {
  private let ids: [IDPattern]
  private var texts: TextAnswers

  init(_ ids: [IDPattern]) {
    self.ids = ids
    texts = TextAnswers(ids.map(\.text))
  }

  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    if entry.idIsText { return texts.matches(UInt32(entry.idLow), in: board.texts) }
    return ids.contains { $0.matches(high: entry.idHigh, low: entry.idLow) }
  }
}

/// The type, the mode or the processor.
struct FieldTest: EntryTest {
  enum Field: Sendable { case type, mode, processor }

  private let field: Field
  private var texts: TextAnswers

  init(_ field: Field, _ patterns: [TextPattern]) {
    self.field = field
    switch field {
    case .type: texts = TextAnswers(patterns, field: .type)
    case .mode: texts = TextAnswers(patterns, field: .mode)
    case .processor: texts = TextAnswers(patterns)
    }
  }

  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    switch field {
    case .type: texts.matches(entry.type, in: board.texts)
    case .mode: texts.matches(entry.mode, in: board.texts)
    case .processor: texts.matches(entry.processor, in: board.texts)
    }
  }
}

/// The trace id.
struct TraceTest: EntryTest {
  private let patterns: [TextPattern]

  init(_ patterns: [TextPattern]) { self.patterns = patterns }

  func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    false
  }
}

/// The time of the newest record; remembers when time alone changes an answer.
struct TimeTest: EntryTest {
  private let limit: TimeLimit
  private let now: Timestamp
  private let times: ClosedRange<Int64>
  /// When the next ticket comes within the limit or leaves it, in microseconds since 1970; nil if none does.
  private var nextTurn: Int64?

  init(_ limit: TimeLimit, at now: Timestamp) {
    self.limit = limit
    self.now = now
    times = limit.times(at: now)
  }

  func isDue(at now: Timestamp) -> Bool { now < self.now || nextTurn.map { $0 <= now.microseconds } ?? false }

  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    guard entry.lastAt != TicketEntry.noTime else { return false }
    if let turn = limit.turn(of: entry.lastAt, after: now), turn < nextTurn ?? .max { nextTurn = turn }
    return times.contains(entry.lastAt)
  }
}

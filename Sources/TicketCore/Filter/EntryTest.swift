/// Tells of a ticket whether it is what a term asks for, by what the board keeps in memory.
protocol EntryTest: Sendable {
  /// May remember what it found out of texts that many tickets share.
  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool
}

/// What a test says of things that many tickets share: each is looked at once.
struct SharedAnswers: Sendable {
  private enum Answer: UInt8 { case unknown, no, yes }

  private var answers: [Answer] = []

  /// The answer to the thing of that number; `ask` gives it when it is not known yet.
  @inline(__always)
  mutating func answer(_ number: UInt32, _ ask: () -> Bool) -> Bool {
    let number = Int(number)
    if number < answers.count, answers[number] != .unknown { return answers[number] == .yes }
    let missing = number + 1 - answers.count
    if missing > 0 { answers.append(contentsOf: repeatElement(.unknown, count: missing)) }
    let isSo = ask()
    answers[number] = isSo ? .yes : .no
    return isSo
  }
}

/// A part of the id.
struct IDTest: EntryTest {
  private let ids: [IDPattern]

  init(_ ids: [IDPattern]) { self.ids = ids }

  @inline(__always)
  func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    let key = entry.key
    guard key.isText else { return ids.contains { $0.matches(high: key.high, low: key.low) } }
    return board.texts.withBytes(of: UInt32(key.low)) { text in ids.contains { $0.text.matches(text) } }
  }
}

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

/// Who took the ticket.
struct ProcessorTest: EntryTest {
  private let patterns: [TextPattern]
  private var texts = SharedAnswers()

  init(_ patterns: [TextPattern]) { self.patterns = patterns }

  @inline(__always)
  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    guard entry.processor != TicketEntry.none else { return false }
    return texts.answer(entry.processor) {
      board.texts.withBytes(of: entry.processor) { text in patterns.contains { $0.matches(text) } }
    }
  }
}

/// The trace id.
struct TraceTest: EntryTest {
  private let patterns: [TextPattern]

  init(_ patterns: [TextPattern]) { self.patterns = patterns }

  @inline(__always)
  func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    guard entry.trace != TicketEntry.none else { return false }
    return board.traces.withBytes(at: entry.trace) { text in patterns.contains { $0.matches(text) } }
  }
}

/// A word anywhere in a ticket, but for the texts that only its records hold.
struct WordTest: EntryTest {
  private let word: TextPattern
  private var kinds = SharedAnswers()
  private var processor: ProcessorTest
  private let id: IDTest
  private let trace: TraceTest

  init(_ word: TextPattern) {
    self.word = word
    processor = ProcessorTest([word])
    id = IDTest([IDPattern(word.word)].compactMap(\.self))
    trace = TraceTest([word])
  }

  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    let isKind = kinds.answer(entry.kind) {
      let kind = board.kinds[entry.kind]
      return word.matches(kind.type.text) || kind.mode.map(word.matches) ?? false
    }
    return isKind || processor.matches(entry, on: board) || id.matches(entry, on: board)
      || trace.matches(entry, on: board)
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

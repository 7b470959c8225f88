@testable import TicketCore

/// A small board that the fuzzer's bytes fill, and what a filter must let through of it, found out slowly.
struct FilterBoard {
  private static let types = ["REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE", "외부 FOREIGN", ""]
  private static let modes = ["FULL", "INCREMENTAL", "REGEN", "정산", nil]
  private static let processors = ["manual", "worker_1", "담당 김", ""]
  private static let texts = ["일일 정산 확인", "보고서", "Nightly full RUN", "", "e\u{301}te\u{301}", "4242"]

  private(set) var board = TicketsBoard()
  private(set) var now = Timestamp(microseconds: 1_767_418_202_000_000)
  /// What stands in each ticket's records.
  private var told: [[String]] = []
  private var choices: Choices
  private var offset = 0

  init(choices: Choices) { self.choices = choices }

  /// A request or a result comes.
  mutating func step() {
    offset += 100
    now = Timestamp(microseconds: now.microseconds + Int64(choices.byte()) * 10_000_000)
    let text = choices.pick(Self.texts)
    if board.count > 0, choices.number(below: 2) == 0 {
      result(choices.number(below: board.count), text)
    } else {
      request(text)
    }
    for file in LogFile.allCases { board.read(file, to: offset + 100) }
  }

  private var place: RecordPlace { RecordPlace(offset: offset, line: 1) }

  private mutating func request(_ text: String) {
    let id =
      choices.number(below: 2) == 0
      ? Ticket.ID.uuid(high: UInt64(offset) << 40 | 0x4000, low: UInt64(choices.byte()) << 56 | 1 << 63)
      : .text("티켓-\(offset)")
    board.apply(
      RequestRecord(
        requestID: id, type: Ticket.TypeName(choices.pick(Self.types)), mode: choices.pick(Self.modes), reasonHash: 0,
        trace: choices.pick([nil, "trace-\(offset)", "추적"]), requestedAt: choices.pick([now, nil]), place: place))
    told.append([text])
  }

  private mutating func result(_ ordinal: Int, _ text: String) {
    let isOpen = board.status(at: ordinal) == .open
    let status = isOpen ? .inProgress : choices.pick([TicketStatus.done, .failed])
    guard board.status(at: ordinal).accepts(status) else { return }
    board.apply(
      ResultRecord(
        requestID: board.id(at: ordinal), status: status, processor: choices.pick(Self.processors),
        processedAt: choices.pick([now, nil]), place: place))
    told[ordinal].append(text)
  }

  /// Searches the records for all that the filter wants to know.
  func search(_ tickets: inout FilteredTickets) throws(Finding) {
    var rounds = 0
    while let search = tickets.wanted(of: board) {
      let hits = search.candidates.members(at: 0..<search.candidates.count).flatMap { ordinal in
        search.words.indices.filter { word in told[ordinal].contains { search.words[word].matches($0) } }
          .map { RecordHit(word: $0, ordinal: ordinal) }
      }
      tickets.note(hits, of: search.words, on: board)
      tickets.noteEnd(of: search, except: [])
      rounds += 1
      try Finding.unless(rounds < 100, "the search never ends")
    }
  }

  /// The ordinals that a filter lets through, each asked term by term.
  func through(_ filter: TicketFilter) -> [Int] {
    (0..<board.count).filter { ordinal in
      filter.terms.allSatisfy { holds($0.meaning, for: board.ticket(at: ordinal)) != $0.isNegated }
    }
  }

  private func holds(_ meaning: FilterTerm.Meaning, for ticket: Ticket) -> Bool {
    let trace = board.trace(at: ticket.ordinal)
    switch meaning {
    case .word(let word):
      let texts = [ticket.type.text, ticket.mode, ticket.processor, ticket.id.description, trace].compactMap(\.self)
      return (texts + told[ticket.ordinal]).contains { word.matches($0) }
    case .status(let statuses): return statuses.contains(ticket.status)
    case .text(let field, let words):
      let text =
        switch field {
        case .type: ticket.type.text
        case .mode: ticket.mode
        case .by: ticket.processor
        case .trace, .status, .id, .since, .age: trace
        }
      return text.map { text in words.contains { FilterVocabulary.matches($0, field, text) } } ?? false
    case .id(let ids): return ids.contains { $0.text.matches(ticket.id.description) }
    case .time(let limit): return ticket.lastAt.map { limit.times(at: now).contains($0.microseconds) } ?? false
    }
  }
}

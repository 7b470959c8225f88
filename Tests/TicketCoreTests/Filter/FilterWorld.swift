import TicketContract

@testable import TicketCore

/// A board that tickets come to and take steps on at random, and what a filter must let through, found out slowly.
struct FilterWorld {
  static let start: Int64 = 1_767_418_202_000_000

  private(set) var board = TicketsBoard()
  var now = Timestamp(microseconds: start)
  private(set) var texts: [Ticket.ID: [String]] = [:]
  private var lines = BoardCursor()
  private var generator: SeededGenerator

  init(seed: UInt64, tickets: Int) {
    generator = SeededGenerator(seed: seed)
    for _ in 0..<tickets { step() }
  }

  static let filters = [
    "full", "-full", "RECON", "worker_1", "-worker_1 full", "a", "9a", "4-", "정산", "ㅈㅅ", "-정산", "정산 full", "wjdt -ㅂㄱ",
    "status:open", "-status:open,done", "type:rep", "-type:정산", "mode:full,regen", "by:manual", "-by:worker", "id:a",
    "id:-4",
    "id:ab,cd", "-id:0", "티켓", "id:티켓", "since:5m", "age:>5m", "-age:>5m", "age:<=2m",
    "status:open type:rep id:1 since:9m",
    "trace:7", "-trace:7", "trace-", "by:worker_1,worker_2 status:done", "zzz", "", "status:nonsense", "full -since:3m",
    "정산 정산", "정산 -정산", "-정산 일일 정산",
  ]

  /// One request or result.
  mutating func step() {
    now = Timestamp(microseconds: now.microseconds + Int64.random(in: 0...9_000_000, using: &generator))
    let tried = (0..<4).map { _ in Int.random(in: 0..<max(1, board.count), using: &generator) }
    let open = tried.first { $0 < board.count && [.open, .inProgress].contains(board.status(at: $0)) }
    if let open, Bool.random(using: &generator) { result(open) } else { request() }
  }

  /// As `.board.init` did: the same tickets on another board.
  mutating func startAgain() { self = FilterWorld(seed: generator.next(), tickets: board.count) }

  private mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }

  private mutating func request() {
    lines.requests += 100
    let id = pick([false, false, true]) ? Ticket.ID("티켓-\(lines.requests)") : .random(using: &generator)
    guard let id else { return }
    board.apply(
      RequestRecord(
        requestID: id, type: Ticket.TypeName(pick(["REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE", "FOREIGN"])),
        mode: pick(["FULL", "REGEN", nil]), reasonHash: 0,
        trace: pick(["trace-\(lines.requests)", nil, "정산-7"]),
        requestedAt: pick([true, true, true, false]) ? now : nil,
        place: RecordPlace(offset: lines.requests, line: 1)))
    texts[id] = [pick(["일일 정산", "보고서", "Nightly", ""])]
    board.read(.requests, to: lines.requests + 100)
  }

  private mutating func result(_ ordinal: Int) {
    lines.results += 100
    let id = board.id(at: ordinal)
    let isOpen = board.status(at: ordinal) == .open
    board.apply(
      ResultRecord(
        requestID: id, status: isOpen ? .inProgress : pick([.done, .failed]),
        processor: pick(["worker_1", "worker_2", "manual", ""]), processedAt: now,
        place: RecordPlace(offset: lines.results, line: 1)))
    texts[id, default: []].append(pick(["시작", "정산 완료", "full stop", ""]))
    board.read(.results, to: lines.results + 100)
  }

  // MARK: The slow way

  /// What a filter lets through when all records were searched.
  func through(_ filter: TicketFilter) -> [TicketStatus: [Int]] {
    let all = (0..<board.count).filter { ordinal in
      filter.terms.allSatisfy { holds($0, for: board.ticket(at: ordinal)) }
    }
    return Dictionary(grouping: all) { board.status(at: $0) }
  }

  private func holds(_ term: FilterTerm, for ticket: Ticket) -> Bool {
    let isSo =
      switch term.meaning {
      case .word(let word):
        ([
          ticket.type.text, ticket.mode, ticket.processor, ticket.id.description, board.trace(at: ticket.ordinal),
        ].compactMap(\.self)
          + (texts[ticket.id] ?? []))
          .contains { word.matches($0) }
      case .status(let statuses): statuses.contains(ticket.status)
      case .text(.type, let words): words.contains { FilterVocabulary.matches($0, .type, ticket.type.text) }
      case .text(.mode, let words):
        words.contains { word in ticket.mode.map { FilterVocabulary.matches(word, .mode, $0) } ?? false }
      case .text(.by, let words): words.contains { ticket.processor.map($0.matches) ?? false }
      case .text(_, let words):
        words.contains { board.trace(at: ticket.ordinal).map($0.matches) ?? false }
      case .id(let ids): ids.contains { $0.text.matches(ticket.id.description) }
      case .time(let limit): ticket.lastAt.map { limit.times(at: now).contains($0.microseconds) } ?? false
      }
    return isSo != term.isNegated
  }

  /// What a search finds.
  func hits(of search: RecordSearch) -> [RecordHit] {
    search.candidates.members(at: 0..<search.candidates.count).flatMap { ordinal in
      search.words.indices.filter { word in
        texts[board.id(at: ordinal)]?.contains { search.words[word].matches($0) } ?? false
      }
      .map { RecordHit(word: $0, ordinal: ordinal) }
    }
  }
}

/// The tickets of a board that a filter lets through, kept up to date as the board changes.
///
/// Following a change costs what the change costs, and not what the board holds, as long as the board remembers it.
/// What stands only in records is not known here: `wanted` tells what is to be looked for there, and `note` takes what
/// was found. A value: no thread rules.
public struct FilteredTickets: Sendable {
  /// What is let through.
  public private(set) var filter: TicketFilter
  private var terms: [TermTickets] = []
  private var sets = TicketSets()
  private var generation: UInt64
  private var revision: Int

  /// Looks at every ticket of the board once for each term.
  public init(_ filter: TicketFilter, of board: TicketsBoard, now: Timestamp) {
    self.filter = filter
    generation = board.generation
    revision = board.revision
    terms = filter.terms.map { TermTickets($0, board, now: now) }
    combine(board)
  }

  /// The tickets of one status that came through.
  public func tickets(_ status: TicketStatus) -> TicketSet { sets[status] }

  /// All that came through.
  public var count: Int { TicketStatus.allCases.reduce(0) { $0 + sets[$1].count } }

  // MARK: Another filter

  /// Becomes another filter; terms that stay are not looked at again, and one that only narrows a former one looks at
  /// what that had found.
  public mutating func change(to filter: TicketFilter, of board: TicketsBoard, now: Timestamp) {
    follow(board, now: now)
    let former = terms
    terms = filter.terms.map { term in
      if let same = former.first(where: { $0.term.meaning == term.meaning }) { return same.with(term) }
      return TermTickets(term, board, now: now, narrowing: former.first { term.narrows($0.term) })
    }
    self.filter = filter
    combine(board)
  }

  private mutating func combine(_ board: TicketsBoard) {
    var through = TicketBits(words: ContiguousArray(repeating: .max, count: TicketBits.words(for: board.count)))
    for term in terms { term.narrow(&through) }
    for status in TicketStatus.allCases {
      guard filter.allows(status) else {
        sets[status] = TicketSet()
        continue
      }
      var tickets = TicketBits(words: board.tickets(status).words)
      tickets.formIntersection(through)
      sets[status] = TicketSet(words: tickets.words)
    }
  }

  // MARK: Another board

  /// Takes in what happened to the board since, and how late it is.
  ///
  /// - Returns: the tickets whose records have to be read again; nil if that is all of them.
  @discardableResult
  public mutating func follow(_ board: TicketsBoard, now: Timestamp) -> [Int]? {
    guard board.generation == generation else {
      self = FilteredTickets(filter, of: board, now: now)
      return nil
    }
    let changed = board.revision == revision ? [] : board.recent.ordinals(since: revision)
    revision = board.revision
    guard let changed else {
      for index in terms.indices { terms[index].look(at: board, now: now) }
      combine(board)
      return nil
    }
    for ordinal in Set(changed) { look(at: ordinal, of: board) }
    lookAtTime(board, now)
    return changed
  }

  private mutating func look(at ordinal: Int, of board: TicketsBoard) {
    for index in terms.indices { terms[index].look(at: ordinal, of: board) }
    settle(ordinal, of: board)
  }

  /// Puts the ticket where it belongs now.
  private mutating func settle(_ ordinal: Int, of board: TicketsBoard) {
    let status = board.status(at: ordinal)
    let isThrough = filter.allows(status) && terms.allSatisfy { $0.accepts(ordinal) }
    for other in TicketStatus.allCases where other != status || !isThrough { sets[other].remove(ordinal) }
    if isThrough { sets[status].insert(ordinal) }
  }

  private mutating func lookAtTime(_ board: TicketsBoard, _ now: Timestamp) {
    let due = terms.indices.filter { terms[$0].isDue(at: now) }
    guard !due.isEmpty else { return }
    for index in due { terms[index].look(at: board, now: now) }
    combine(board)
  }
}

extension FilteredTickets {
  // MARK: Records

  /// What the records of `board`, which was followed before, have to be searched for; nil if memory alone decides.
  public func wanted(of board: TicketsBoard) -> RecordSearch? {
    guard terms.contains(where: \.isWord) else { return nil }
    let undecided = undecided(of: board)
    let candidates = TicketSet(words: undecided.words)
    guard !candidates.isEmpty else { return nil }
    let words = terms.filter { $0.isOpen(for: undecided) }.compactMap(\.term.word)
    return RecordSearch(words: Array(words.prefix(RecordSearch.mostWords)), candidates: candidates, on: board)
  }

  /// Takes what a search for `words` has found in the records of `board`, which was followed before.
  public mutating func note(_ hits: [RecordHit], of words: [TextPattern], on board: TicketsBoard) {
    // A word may stand in several terms: twice, or once to be there and once not to be.
    let places = words.map { word in terms.indices.filter { terms[$0].term.word == word } }
    for hit in hits where hit.ordinal < board.count {
      for place in places[hit.word] { terms[place].noteFound(hit.ordinal) }
      settle(hit.ordinal, of: board)
    }
  }

  /// A search has read the records of all its candidates, `except` for tickets that changed meanwhile.
  public mutating func noteEnd(of search: RecordSearch, except changed: Set<Int>) {
    var searched = TicketBits(words: search.candidates.words)
    for ordinal in changed { searched[ordinal] = false }
    for index in terms.indices where terms[index].term.word.map(search.words.contains) ?? false {
      terms[index].noteSearched(searched)
    }
  }

  /// The tickets that all other terms let through, and whose records may hold one of the words.
  private func undecided(of board: TicketsBoard) -> TicketBits {
    var possible = TicketBits(count: board.count)
    var open = possible
    for status in TicketStatus.allCases where filter.allows(status) {
      possible.formUnion(TicketBits(words: board.tickets(status).words))
    }
    for term in terms {
      guard term.isWord else {
        term.narrow(&possible)
        continue
      }
      var unknown = TicketBits(words: ContiguousArray(repeating: .max, count: possible.words.count))
      unknown.subtract(term.found)
      unknown.subtract(term.searched)
      open.formUnion(unknown)
      if term.term.isNegated {
        possible.subtract(term.found)
      } else {
        var hopeful = unknown
        hopeful.formUnion(term.found)
        possible.formIntersection(hopeful)
      }
    }
    possible.formIntersection(open)
    return possible
  }
}

extension TicketFilter {
  /// Whether a ticket of that status may come through.
  func allows(_ status: TicketStatus) -> Bool {
    terms.allSatisfy { term in
      guard case .status(let statuses) = term.meaning else { return true }
      return statuses.contains(status) != term.isNegated
    }
  }
}

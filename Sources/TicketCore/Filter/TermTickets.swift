/// The tickets that a term asks for, as far as they are known.
struct TermTickets: Sendable {
  private(set) var term: FilterTerm
  private var test: TermTest?
  /// By what the board keeps in memory, and by records that were read.
  private(set) var found: TicketBits
  /// Of a word: the tickets whose records were read, too. Of any other term it does not matter.
  private(set) var searched: TicketBits

  /// Looks at the whole board; of a term that narrows another one, only at what that one had found.
  init(_ term: FilterTerm, _ board: TicketsBoard, now: Timestamp, narrowing wider: TermTickets? = nil) {
    self.term = term
    test = TermTest(term.meaning, at: now)
    searched = TicketBits(count: board.count)
    found = test?.tickets(of: board, among: wider?.found) ?? TicketBits(count: 0)
    guard let wider else { return }
    // Where the wider word does not stand in the records, this one does not either.
    searched = wider.searched
    searched.subtract(wider.found)
  }

  /// The same for a term that differs only in its sign.
  func with(_ term: FilterTerm) -> TermTickets {
    var same = self
    same.term = term
    return same
  }

  var isWord: Bool { term.word != nil }

  /// Whether time alone has changed it, or was set back.
  func isDue(at now: Timestamp) -> Bool { test?.isDue(at: now) ?? false }

  /// Whether the ticket meets the term; a status is the board's to tell.
  func accepts(_ ordinal: Int) -> Bool { test == nil || found[ordinal] != term.isNegated }

  /// Leaves only what meets the term.
  func narrow(_ tickets: inout TicketBits) {
    guard test != nil else { return }
    if term.isNegated { tickets.subtract(found) } else { tickets.formIntersection(found) }
  }

  /// Whether records of these tickets may hold the word.
  func isOpen(for tickets: TicketBits) -> Bool {
    var unknown = tickets
    unknown.subtract(found)
    unknown.subtract(searched)
    return isWord && unknown.words.contains { $0 != 0 }
  }

  /// Looks at a ticket again that has changed.
  mutating func look(at ordinal: Int, of board: TicketsBoard) {
    guard test != nil else { return }
    // What stood in a record once stands there for ever.
    if test?.matches(ordinal, on: board) == true { found[ordinal] = true } else if !isWord { found[ordinal] = false }
    searched.grow(to: ordinal + 1)
    searched[ordinal] = false
  }

  /// Looks at the whole board again.
  mutating func look(at board: TicketsBoard, now: Timestamp) {
    var known = found
    test = TermTest(term.meaning, at: now)
    found = test?.tickets(of: board, among: nil) ?? TicketBits(count: 0)
    searched = TicketBits(count: board.count)
    guard isWord else { return }
    known.grow(to: board.count)
    known.formUnion(found)
    found = known
  }

  /// The word stands in a record of the ticket.
  mutating func noteFound(_ ordinal: Int) { found[ordinal] = true }

  /// The records of these tickets were read.
  mutating func noteSearched(_ tickets: TicketBits) {
    searched.grow(to: tickets.words.count << 6)
    searched.formUnion(tickets)
  }
}

extension FilterTerm {
  /// Whether every ticket that meets this term, were neither negated, meets the other one, too.
  func narrows(_ other: FilterTerm) -> Bool {
    switch (meaning, other.meaning) {
    case (.word(let mine), .word(let theirs)): mine.narrows(theirs)
    case (.text(let field, let mine), .text(let other, let theirs)):
      field == other && field != .type && field != .mode
        && mine.allSatisfy { one in theirs.contains { one.narrows($0) } }
    case (.id(let mine), .id(let theirs)): mine.allSatisfy { one in theirs.contains { one.narrows($0) } }
    case (_, _): false
    }
  }
}

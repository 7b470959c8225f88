import TicketContract
import Testing

@testable import TicketCore

@Suite struct FilteredTicketsTests {
  private func filter(_ text: String, at now: Timestamp) -> TicketFilter {
    TicketFilter(text, now: now, offset: .korea)
  }

  /// Searches all records that the filter wants.
  private func search(_ tickets: inout FilteredTickets, in world: FilterWorld) {
    while let search = tickets.wanted(of: world.board) {
      tickets.note(world.hits(of: search), of: search.words, on: world.board)
      tickets.noteEnd(of: search, except: [])
    }
  }

  private func expect(_ tickets: FilteredTickets, in world: FilterWorld, _ location: SourceLocation = #_sourceLocation)
  {
    let expected = world.through(tickets.filter)
    for status in TicketStatus.allCases {
      let set = tickets.tickets(status)
      #expect(
        set.members(at: 0..<set.count) == expected[status] ?? [], "\(tickets.filter.text) \(status)",
        sourceLocation: location)
    }
    #expect(tickets.count == expected.values.reduce(0) { $0 + $1.count })
  }

  @Test(arguments: FilterWorld.filters)
  func `a filter lets through what it asks for`(_ text: String) {
    for size in [0, 1, 63, 64, 65, 300] {
      let world = FilterWorld(seed: UInt64(size), tickets: size)
      var tickets = FilteredTickets(filter(text, at: world.now), of: world.board, now: world.now)
      search(&tickets, in: world)
      expect(tickets, in: world)
    }
  }

  @Test(arguments: FilterWorld.filters)
  func `a filter follows the board step by step, and time`(_ text: String) {
    var world = FilterWorld(seed: 7, tickets: 100)
    var tickets = FilteredTickets(filter(text, at: world.now), of: world.board, now: world.now)
    search(&tickets, in: world)
    for round in 0..<60 {
      for _ in 0..<(round % 4) { world.step() }
      if round % 5 == 4 { world.now = Timestamp(microseconds: world.now.microseconds + 60_000_000) }
      if round % 25 == 24 { world.now = Timestamp(microseconds: world.now.microseconds - 400_000_000) }
      tickets.follow(world.board, now: world.now)
      search(&tickets, in: world)
      expect(tickets, in: world)
    }
  }

  @Test(arguments: ["-정산 full", "age:>5m type:rep", "-worker_1", "id:9a"])
  func `a filter that was left far behind catches up`(_ text: String) {
    var world = FilterWorld(seed: 8, tickets: 50)
    var tickets = FilteredTickets(filter(text, at: world.now), of: world.board, now: world.now)
    search(&tickets, in: world)
    for _ in 0...2 * RecentChanges.capacity { world.step() }
    #expect(tickets.follow(world.board, now: world.now) == nil)
    search(&tickets, in: world)
    expect(tickets, in: world)
    world.startAgain()
    #expect(tickets.follow(world.board, now: world.now) == nil)
    search(&tickets, in: world)
    expect(tickets, in: world)
  }

  @Test(arguments: ["worker_1 full", "-정산 type:rep", "id:9a2 ㅈㅅ 정산", "정산완", "status:open,done by:worker_2 since:5m"])
  func `every key leads to what the whole filter would let through`(_ text: String) {
    var world = FilterWorld(seed: 9, tickets: 400)
    var tickets = FilteredTickets(filter("", at: world.now), of: world.board, now: world.now)
    var generator = SeededGenerator(seed: 3)
    var length = 0
    for round in 0..<80 {
      length = max(0, min(text.count, length + (Bool.random(using: &generator) || round < text.count ? 1 : -2)))
      if round % 7 == 6 { world.step() }
      tickets.change(to: filter(String(text.prefix(length)), at: world.now), of: world.board, now: world.now)
      // The next key may come before the search is done.
      if round % 3 > 0 {
        search(&tickets, in: world)
        expect(tickets, in: world)
      }
    }
  }

  @Test func `only what may decide something is searched for`() throws {
    let world = FilterWorld(seed: 10, tickets: 200)
    func wanted(_ text: String) -> RecordSearch? {
      FilteredTickets(filter(text, at: world.now), of: world.board, now: world.now).wanted(of: world.board)
    }
    #expect(wanted("status:open type:rep id:a since:3m") == nil)
    #expect(wanted("") == nil)
    let full = try #require(wanted("full status:done"))
    full.candidates.forEach { ordinal in
      #expect(world.board.status(at: ordinal) == .done && world.board.ticket(at: ordinal).mode != "FULL")
    }
    #expect(full.candidates.count > 0)
    let many = (0..<90).map { "정\($0)산" }.joined(separator: " ")
    #expect(try #require(wanted(many)).words.count == 64)
  }

  @Test func `a word that goes on is not looked for again where its beginning was not found`() throws {
    let world = FilterWorld(seed: 11, tickets: 300)
    var tickets = FilteredTickets(filter("정", at: world.now), of: world.board, now: world.now)
    let first = try #require(tickets.wanted(of: world.board))
    let found = world.hits(of: first)
    search(&tickets, in: world)
    tickets.change(to: filter("정산", at: world.now), of: world.board, now: world.now)
    #expect(try #require(tickets.wanted(of: world.board)).candidates.count == found.count)
    #expect(found.count < first.candidates.count)
  }

  @Test func `what changed during a search is searched again`() throws {
    var world = FilterWorld(seed: 12, tickets: 80)
    var tickets = FilteredTickets(filter("정산", at: world.now), of: world.board, now: world.now)
    let first = try #require(tickets.wanted(of: world.board))
    let hits = world.hits(of: first)
    for _ in 0..<40 { world.step() }
    let followed = tickets.follow(world.board, now: world.now)
    let changed = try #require(followed)
    tickets.note(hits, of: first.words, on: world.board)
    tickets.noteEnd(of: first, except: Set(changed))
    search(&tickets, in: world)
    expect(tickets, in: world)
  }

  @Test(arguments: ["0", "a", "ab", "0-", "-4", "4-8", "12345678-", "zz", "abcdef01-2345-4678-89ab-cdef01234567"])
  func `a part of a UUID is found without its text`(_ part: String) throws {
    var generator = SeededGenerator(seed: 4)
    let pattern = try #require(IDPattern(part))
    var ids = (0..<3_000).map { _ in Ticket.ID.random(using: &generator) }
    ids.append(try #require(Ticket.ID("abcdef01-2345-4678-89ab-cdef01234567")))
    ids.append(try #require(Ticket.ID("12345678-0000-4000-8000-0000000ab0-4".replacing("ab0-4", with: "ab004"))))
    for id in ids {
      guard case .uuid(let high, let low) = id else { continue }
      #expect(pattern.matches(high: high, low: low) == id.description.contains(part), "\(id)")
    }
  }
}

import Testing
import TicketContract

@testable import TicketCore

/// Which tickets a query selects, told by going through all of them.
struct BoardQueryTests {
  private static let types = ["REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE", "UNHEARD_OF"]

  /// Some thousand tickets, most of them ended, as the logs of a long time have them.
  private static func board(_ generator: inout SeededGenerator) -> TicketsBoard {
    var board = TicketsBoard()
    for number in 0..<10_000 {
      let id = Ticket.ID.uuid(high: 1, low: UInt64(number))
      let time = number % 7 == 0 ? nil : Timestamp(microseconds: Int64(number) * 1_000)
      let rare = number == 5_000
      board.apply(
        RequestRecord(
          requestID: id, type: Ticket.TypeName(types[rare ? 3 : number % 3]), mode: nil, reasonHash: 0,
          trace: nil, requestedAt: time, place: RecordPlace(offset: number * 10, line: number + 1)))
      for status in [TicketStatus.inProgress, Bool.random(using: &generator) ? .done : .failed] {
        guard Int.random(in: 0..<20, using: &generator) > 0, !rare else { break }
        board.apply(
          ResultRecord(
            requestID: id, status: status, processor: "p",
            processedAt: time.map {
              Timestamp(microseconds: $0.microseconds + Int64.random(in: 0...99, using: &generator))
            },
            place: RecordPlace(offset: number * 20, line: 2 * number + 1)))
      }
    }
    return board
  }

  private func expected(_ query: BoardQuery, on board: TicketsBoard) -> [Int] {
    let all = (0..<board.count).filter { ordinal in
      let ticket = board.ticket(at: ordinal)
      return (query.statuses.isEmpty || query.statuses.contains(ticket.status))
        && (query.types.isEmpty || query.types.contains(ticket.type.text))
        && query.since.map { since in ticket.lastAt.map { $0 >= since } ?? false } ?? true
    }
    return Array((query.order == .oldestFirst ? all : all.reversed()).prefix(query.limit ?? .max))
  }

  @Test func selectsWhatGoingThroughAllTicketsWould() {
    var generator = SeededGenerator(seed: 11)
    let board = Self.board(&generator)
    for _ in 0..<300 {
      var query = BoardQuery(order: Bool.random(using: &generator) ? .oldestFirst : .newestFirst)
      query.statuses = Set(TicketStatus.allCases.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 })
      query.types = Set((Self.types + ["NOWHERE"]).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 })
      if Bool.random(using: &generator) {
        query.since = Timestamp(microseconds: Int64.random(in: 0...10_100_000, using: &generator))
      }
      query.limit = [nil, 0, 1, 50, 5_000].randomElement(using: &generator) ?? nil
      #expect(board.ordinals(query) == expected(query, on: board))
    }
  }

  @Test func changesOfALongPastAreWhatGoingThroughAllTicketsWouldFind() {
    var generator = SeededGenerator(seed: 12)
    var board = Self.board(&generator)
    let end = BoardCursor(requests: 100_000, results: 200_000)
    board.read(.requests, to: end.requests)
    board.read(.results, to: end.results)
    for _ in 0..<100 {
      let cursor = BoardCursor(
        requests: Int.random(in: 0...end.requests, using: &generator),
        results: Int.random(in: 0...end.results, using: &generator))
      let limit = [1, 10, 1_000, 100_000].randomElement(using: &generator) ?? 1
      let tickets = (0..<board.count).map { board.ticket(at: $0) }
      let new = tickets.filter { $0.request.offset >= cursor.requests }
      let steps = tickets.flatMap { ticket in
        let since = ticket.request.offset >= cursor.requests ? 0 : cursor.results
        return [ticket.consumed, ticket.completed].compactMap { $0?.offset }.filter { $0 >= since }
      }
      let expected = new.map(\.request.offset) + steps.sorted()
      #expect(board.changes(since: cursor, limit: limit).map(\.place.offset) == Array(expected.prefix(limit)))
    }
  }

  @Test func anEmptyBoardHasNone() {
    #expect(TicketsBoard().ordinals(BoardQuery()) == [])
  }

  @Test func blocksThatCannotBeMeantArePassedOver() throws {
    var generator = SeededGenerator(seed: 13)
    let board = Self.board(&generator)
    let blocks = board.blockFacts
    #expect((0...2).map { blocks.canHold($0, since: 8_300_000, kinds: nil) } == [false, false, true])
    let rare = try #require(board.kinds.numbers { $0.type.text == Self.types[3] }.first)
    #expect((0...2).map { blocks.canHold($0, since: nil, kinds: [rare]) } == [false, true, false])
    #expect((0...2).map { blocks.canHaveSteps($0, at: 0..<80_000) } == [true, false, false])
    #expect((0...2).map { blocks.canHaveSteps($0, at: 170_000..<Int.max) } == [false, false, true])
  }
}

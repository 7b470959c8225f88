import Testing
import TicketContract

@testable import TicketCore

struct TicketIndexTests {
  // 300 and 1000: room for one and for three in a shard, which must not be filled to the last slot.
  @Test(arguments: [0, 300, 1_000, 5_000]) func findsEveryIDAndNoOther(_ reserved: Int) throws {
    var generator = SeededGenerator(seed: 1)
    let ids = try (0..<5_000).map { number in
      number % 3 == 0 ? try #require(Ticket.ID("text \(number)")) : Ticket.ID.random(using: &generator)
    }
    var board = TicketsBoard()
    board.reserve(reserved)
    for id in ids {
      board.apply(
        RequestRecord(
          requestID: id, type: .foreign("X"), mode: nil, reasonHash: 0, trace: nil, requestedAt: nil, place: .unknown))
    }
    #expect(board.count == ids.count)
    for (ordinal, id) in ids.enumerated() {
      #expect(board.ordinal(of: id) == ordinal)
      #expect(board.id(at: ordinal) == id)
    }
    for number in 0..<1_000 {
      #expect(board.ordinal(of: Ticket.ID.random(using: &generator)) == nil)
      #expect(try board.ordinal(of: #require(Ticket.ID("text \(number * 3 + 1)"))) == nil)
    }
  }

  @Test func anEntryOfTheBoardIsSmall() { #expect(MemoryLayout<TicketEntry>.stride == 80) }
}

import Testing
import TicketContract

@testable import TicketCore

struct TicketIndexTests {
  @Test func findsEveryIDAndNoOther() throws {
    var generator = SeededGenerator(seed: 1)
    let ids = try (0..<5_000).map { number in
      number % 3 == 0 ? try #require(Ticket.ID("text \(number)")) : Ticket.ID.random(using: &generator)
    }
    var index = TicketIndex()
    for (ordinal, id) in ids.enumerated() { index.insert(id, ordinal: ordinal) { ids[$0] } }
    for (ordinal, id) in ids.enumerated() { #expect(index.find(id) { ids[$0] == id } == ordinal) }
    for _ in 0..<1_000 {
      let stranger = Ticket.ID.random(using: &generator)
      #expect(index.find(stranger) { ids[$0] == stranger } == nil)
    }
  }

  @Test func anEntryOfTheBoardIsSmall() { #expect(MemoryLayout<TicketEntry>.stride == 88) }
}

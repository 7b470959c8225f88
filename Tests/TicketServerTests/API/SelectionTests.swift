import Testing
import TicketContract
import TicketCore

@testable import TicketServer

struct SelectionTests {
  @Test(
    arguments: [
      BoardQuery(), BoardQuery(order: .oldestFirst), BoardQuery(limit: 3), BoardQuery(limit: 0, order: .oldestFirst),
      BoardQuery(statuses: [.open]), BoardQuery(statuses: [.inProgress], order: .oldestFirst), BoardQuery(types: ["x"]),
    ])
  func itsPartsTogetherAreTheOrdinalsOfTheQuery(_ query: BoardQuery) throws {
    let world = APIWorld()
    for number in 0..<10 {
      let id = try world.service.submit(.reconcile("r\(number)")).requestID
      if number % 3 == 0 { _ = try world.service.consume(id) }
    }
    let board = world.service.currentBoard
    let selection = Selection(query, of: board)
    var parts: [Int] = []
    while parts.count < selection.count { parts += selection.part(from: parts.count, 4) }
    #expect(parts == board.ordinals(query))
    #expect(selection.part(from: selection.count, 4) == [])
  }
}

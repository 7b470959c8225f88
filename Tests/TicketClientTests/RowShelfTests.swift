import Testing
import TicketContract
import TicketCore

@testable import TicketClient

@Suite("What was fetched of a server's tickets")
struct RowShelfTests {
  private let clock = SettableClock()

  /// The ticket's histories while OPEN, IN_PROGRESS and DONE.
  private func histories() throws -> [TicketHistory] {
    let service = InMemoryTicketService(clock: clock)
    let id = try service.submit(.reconcile("a")).requestID
    var histories = [try service.ticket(id)]
    _ = try service.consume(id)
    histories.append(try service.ticket(id))
    _ = try service.complete(id, .done, message: "")
    return histories + [try service.ticket(id)]
  }

  @Test func aHistoryThatIsAheadOfTheBoardIsShownAndOneBehindItIsNot() throws {
    let histories = try histories()
    for (known, history) in histories.enumerated() {
      var shelf = RowShelf()
      _ = shelf.keep(history)
      for (shown, ticket) in histories.map(\.ticket).enumerated() {
        #expect((shelf.history(of: ticket) == nil) == (known < shown), "\(known) for \(shown)")
      }
    }
  }

  /// Else each look would lead to the next.
  @Test func theSameHistoryIsNoNews() throws {
    let histories = try histories()
    var shelf = RowShelf()
    let news = [0, 0, 1].map { shelf.keep(histories[$0]) }
    #expect(news == [true, false, true])
  }
}

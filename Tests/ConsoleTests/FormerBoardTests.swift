import TicketCore
import Testing

@testable import Console

@Suite struct FormerBoardTests {
  private static func board(requests: Int, results: Int = 0) -> TicketsBoard {
    var board = TicketsBoard()
    for number in 0..<requests {
      board.apply(
        RequestRecord(
          requestID: .text("\(number)"), type: .known(.reconcile), mode: nil, reasonHash: 0, trace: nil,
          requestedAt: nil, place: RecordPlace(offset: number, line: number + 1)))
    }
    board.read(.requests, to: requests)
    board.read(.results, to: results)
    return board
  }

  /// An empty board takes nothing away.
  private static func keeps(_ former: FormerBoard) -> Bool { former.recall(for: TicketsBoard()) != nil }

  @Test func itIsKeptUntilAllOfItsLogsAreThereAgain() {
    let former = FormerBoard()
    former.keep(Self.board(requests: 0))
    #expect(!Self.keeps(former))
    former.keep(Self.board(requests: 2, results: 5))
    // Of what is away this one holds less.
    former.keep(Self.board(requests: 1))
    for away in [Self.board(requests: 0), Self.board(requests: 2, results: 4), Self.board(requests: 1, results: 5)] {
      #expect(former.recall(for: away)?.count == 2 && Self.keeps(former))
    }
    #expect(former.recall(for: Self.board(requests: 2, results: 5))?.count == 2)
    #expect(!Self.keeps(former) && former.recall(for: Self.board(requests: 1)) == nil)
  }

  @Test func aStepThatIsMadeOnceMoreIsNone() throws {
    var board = Self.board(requests: 1)
    let done = try #require(Timestamp("2026-01-03T14:20:00+09:00"))
    for status in [TicketStatus.inProgress, .done] {
      board.apply(
        ResultRecord(
          requestID: .text("0"), status: status, processor: "p", processedAt: done,
          place: RecordPlace(offset: 0, line: 1)))
    }
    for status in TicketStatus.allCases {
      let change = TicketChange(
        ticket: .text("0"), status: status, file: .results, place: RecordPlace(offset: 9, line: 2))
      #expect(board.hasCome(to: change, at: done) && board.hasCome(to: change, at: nil))
      #expect(!board.hasCome(to: change, at: Timestamp(microseconds: done.microseconds + 1)))
    }
  }

  @Test func aPlaceOfAnotherBoardSaysNothingOfThisOne() {
    let (one, other) = (Self.board(requests: 2), Self.board(requests: 3))
    #expect(TailPlace(endOf: one).cursor(in: one) == one.cursor)
    #expect(TailPlace(endOf: one).cursor(in: other) == BoardCursor())
  }
}

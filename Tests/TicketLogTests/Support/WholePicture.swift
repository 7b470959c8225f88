import TicketContract
import TicketCore

@testable import TicketLog

/// All that can be asked of a board, of several that must be the same.
struct WholePicture: Hashable {
  let board: BoardPicture
  let traces: [String?]
  let revision: Int
  let counts: [Int]
  let chosen: [[Int]]
  let filtered: [[Int]]
  let changes: [[TicketChange]]
  let found: [Bool]

  /// `cursors` are those that changes are asked for since.
  init(_ board: TicketsBoard, since cursors: [BoardCursor]) {
    self.board = BoardPicture(board)
    traces = (0..<board.count).map(board.trace)
    revision = board.revision
    counts = LogFile.allCases.map(board.problemCount) + TicketStatus.allCases.map(board.count) + [board.orphanCount]
    let queries = [
      BoardQuery(types: ["ACKNOWLEDGE", "foreign 7"]), BoardQuery(statuses: [.done, .open], limit: 7),
      BoardQuery(statuses: [.failed]),
    ]
    chosen = queries.map(board.ordinals)
    let now = Timestamp(microseconds: 1_767_418_202_000_000)
    filtered = ["status:open mode:full", "type:foreign", "by:worker -by:manual", "trace:추", "since:20m", "id:티켓"]
      .flatMap {
        let filter = FilteredTickets(TicketFilter($0, now: now, offset: .korea), of: board, now: now)
        return TicketStatus.allCases.map { status in
          var members: [Int] = []
          filter.tickets(status).forEach { members.append($0) }
          return members
        }
      }
    changes = cursors.map { board.changes(since: $0) } + cursors.map { board.changes(since: $0, limit: 5) }
    found = (0..<board.count).map { board.ordinal(of: board.id(at: $0)) == $0 }
  }
}

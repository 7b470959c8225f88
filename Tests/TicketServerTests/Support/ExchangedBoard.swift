import Synchronization
import TicketCore

/// A board in whose place another can come, as when its logs are replaced.
final class ExchangedBoard: LiveBoard {
  private let current: Mutex<any LiveBoard>

  init(_ board: any LiveBoard) { current = Mutex(board) }

  func exchange(for board: any LiveBoard) { current.withLock { $0 = board } }

  private var board: any LiveBoard { current.withLock { $0 } }

  func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R {
    try board.withBoard(body)
  }

  func withRecords<R: Sendable, E: Error>(
    _ body: (TicketsBoard, any TicketRecords) throws(E) -> R
  ) throws(E) -> R {
    try board.withRecords(body)
  }
}

import TicketCore

/// How far `tickets tail` has told of which board.
struct TailPlace: Hashable, Sendable {
  let cursor: BoardCursor
  /// Of the board: a cursor says nothing about another one.
  let generation: UInt64

  /// All of it is told, or was there before.
  init(endOf board: TicketsBoard) {
    cursor = board.cursor
    generation = board.generation
  }

  /// Where to go on in this board.
  func cursor(in board: TicketsBoard) -> BoardCursor { board.generation == generation ? cursor : BoardCursor() }
}

import TicketClient

extension BoardView {
  /// What a server holds.
  init(_ snapshot: BoardSnapshot) { self.init(board: snapshot.board, records: snapshot) }
}

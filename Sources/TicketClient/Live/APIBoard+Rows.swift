import Synchronization
import TicketCore

extension APIBoard {
  /// Takes the row of a ticket that changed; false if the board cannot be what the server's was before.
  func take(_ row: APIRow, _ text: [UInt8]) -> Bool {
    shared.withLock { shared in
      let folded = shared.board.fold(row)
      if folded == .contradiction { return false }
      if folded == .changed, let ordinal = shared.board.ordinal(of: row.id) {
        shelf.withLock { $0.put(text, at: ordinal) }
      }
      return true
    }
  }

  /// Takes all rows, oldest first, into the board as it is, or into a new one where it cannot have become theirs;
  /// whether anything changed.
  func merge(_ texts: [[UInt8]]) -> Bool {
    let rows = texts.map { APIRows.row($0) }
    let grown = grown(rows, texts)
    if let grown { return grown }
    var board = TicketsBoard()
    var shelf = RowShelf()
    for (row, text) in zip(rows, texts) {
      guard let row, board.fold(row) != .contradiction, let ordinal = board.ordinal(of: row.id) else { continue }
      shelf.put(text, at: ordinal)
    }
    shared.withLock { shared in
      onReplacement?(shared.board)
      shared.board = board
      self.shelf.withLock { $0 = shelf }
    }
    return true
  }

  /// nil where the rows are not those of a board that this one has become.
  private func grown(_ rows: [APIRow?], _ texts: [[UInt8]]) -> Bool? {
    // Only the feed's thread changes the board, so that this may take its time outside the lock.
    var board = shared.withLock { $0.board }
    guard board.count > 0, rows.count >= board.count else { return nil }
    var changed: [(ordinal: Int, text: [UInt8])] = []
    for (index, (row, text)) in zip(rows, texts).enumerated() {
      guard let row else { return nil }
      let folded = board.fold(row)
      guard folded != .contradiction, let ordinal = board.ordinal(of: row.id), ordinal == index else { return nil }
      // An earlier state than the board's is that of another board.
      guard board.ticket(at: ordinal).status == row.status else { return nil }
      if folded == .changed { changed.append((ordinal, text)) }
    }
    shared.withLock { shared in
      shared.board = board
      shelf.withLock { shelf in for change in changed { shelf.put(change.text, at: change.ordinal) } }
    }
    return !changed.isEmpty
  }

  /// Takes all problems of the server's logs, in the place of those that were; whether any is another.
  func note(_ told: [ToldProblem]) -> Bool {
    shared.withLock { shared in
      shelf.withLock { shelf in
        guard shelf.keep(told) else { return false }
        shared.board.replaceProblems(told.map(\.problem))
        return true
      }
    }
  }

  /// Whether a result of this ticket stands among the problems because its request had not come.
  func isAwaited(_ id: Ticket.ID) -> Bool { shelf.withLock { $0.awaited.contains(id) } }
}

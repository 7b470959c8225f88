public import TicketCore
import TicketJSON

/// A server's board as it was once, and the records that its rows tell of. Where those stand is not known.
public struct BoardSnapshot: TicketRecords {
  /// Its places are made up: only `record(at:in:of:)` of this knows them.
  public let board: TicketsBoard
  private let shelf: RowShelf

  fileprivate init(board: TicketsBoard, shelf: RowShelf) {
    self.board = board
    self.shelf = shelf
  }

  /// The record at a place of the board.
  public func record(at place: RecordPlace, in file: LogFile, of _: Ticket.ID) -> StoredRecord? {
    shelf.record(at: place, in: file)
  }

  /// The line of a problem.
  public func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? {
    shelf.line(at: place, in: file, limit: limit)
  }

  /// The request and the last result.
  public func history(of ticket: Ticket) -> [StoredRecord] { shelf.sketch(of: ticket) }
}

extension HTTPTicketService {
  /// The whole board now; the problems of the logs are another call, which a server of the original system lacks.
  public func snapshot(withProblems: Bool = false) throws(TicketServiceError) -> BoardSnapshot {
    var (board, shelf) = (TicketsBoard(), RowShelf())
    for text in try APIRows(caller).texts() {
      guard let row = APIRows.row(text), board.fold(row) != .contradiction, let ordinal = board.ordinal(of: row.id)
      else { continue }
      shelf.put(text, at: ordinal)
    }
    if withProblems {
      let told = try problems()
      board.replaceProblems(told.map(\.problem))
      _ = shelf.keep(told)
    }
    return BoardSnapshot(board: board, shelf: shelf)
  }

  func problems() throws(TicketServiceError) -> [ToldProblem] {
    var problems: [ToldProblem] = []
    _ = try APIRows(caller).forEach(of: .problems, query: []) { text in
      if let problem = (try? JSONReader.value(text)).flatMap(ToldProblem.init) { problems.append(problem) }
    }
    return problems
  }
}

import Synchronization
import TicketCore

/// The records of one board, read from the very files that it was made from, whatever stands at their paths by now.
///
/// Any thread may ask.
final class LogRecords: TicketRecords {
  private let shelf: Mutex<RecordShelf>

  init(in folder: StateFolder) { shelf = Mutex(RecordShelf(in: folder)) }

  /// The board is made from what stands in `log`.
  func take(_ log: OpenLog, as file: LogFile) { shelf.withLock { $0.logs[file] = log } }

  /// What the board is made from; nil where there is no such log (yet).
  subscript(file: LogFile) -> OpenLog? { shelf.withLock { $0.logs[file] } }

  /// A log in which something else stands than the board says: it was written anew in its place. nil where none was seen.
  var stray: LogFile? { shelf.withLock { $0.stray } }

  func record(at place: RecordPlace, in file: LogFile, of id: Ticket.ID) -> StoredRecord? {
    shelf.withLock { try? $0.record(at: place, in: file, of: id) }
  }

  func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? {
    shelf.withLock { try? $0.line(at: place, in: file, limit: limit) }
  }

  /// All at once: where many threads want records, each waits once for its turn and not thrice.
  func history(of ticket: Ticket) -> [StoredRecord] {
    shelf.withLock { shelf in ticket.records.compactMap { try? shelf.record(at: $0, in: $1, of: ticket.id) } }
  }

  func requireHistory(of ticket: Ticket) throws(TicketServiceError) -> [StoredRecord] {
    try shelf.withLock { (shelf) throws(TicketServiceError) in
      try ticket.records.map { (place, file) throws(TicketServiceError) in
        try shelf.record(at: place, in: file, of: ticket.id)
      }
    }
  }
}

extension Ticket {
  /// Where its records stand, in the order of its life: the request, then the results that count.
  fileprivate var records: [(RecordPlace, LogFile)] {
    [(request, .requests)] + [consumed, completed].compactMap { $0.map { ($0, .results) } }
  }
}

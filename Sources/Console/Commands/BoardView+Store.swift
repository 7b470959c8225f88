import TicketCore
import TicketLog

extension BoardView {
  /// Reads both logs to their ends. Throws `unreadable` where one cannot be read.
  static func load(_ store: LogStore) throws(TicketServiceError) -> BoardView {
    store.catchUp()
    store.verify()
    try store.status.requireReadable(in: store.folder)
    return store.withRecords { BoardView(board: $0, records: $1) }
  }
}

import Glibc

@testable import TicketCore
@testable import TicketLog

/// Two logs of everything that a board keeps, the board that was saved of them, and its parts.
final class SavedBoard: Sendable {
  let folder: StateFolder
  let board: TicketsBoard
  /// What stands in the file.
  let bytes: [UInt8]
  /// What `TicketsBoard.archive` hands out.
  let parts: [[UInt8]]

  /// Kept for as long as the process lives: making one takes longer than a thousand runs.
  static let shared = try? SavedBoard()

  private init() throws(Finding) {
    var template = Array("/dev/shm/tickets-saved-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Finding("no folder: errno \(errno)") }
    folder = StateFolder(path: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    mkdir(folder.ticketsPath, 0o755)
    for file in LogFile.allCases {
      let log = open(folder.path(of: file), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      let bytes = Array(Self.lines(of: file).utf8)
      _ = write(log, bytes, bytes.count)
      close(log)
    }
    let store = LogStore(
      folder: folder, clock: SystemClock(), keeper: CheckpointKeeper(folder: folder, leastBytes: 1))
    store.catchUp()
    store.saveBoard()
    board = store.withBoard { $0 }
    guard let file = try? Descriptor(opening: folder.checkpointPath, O_RDONLY),
      let size = try? file.status().st_size, let bytes = try? file.bytes(at: 0, count: Int(size))
    else { throw Finding("no checkpoint was written") }
    self.bytes = bytes
    var parts: [[UInt8]] = []
    board.archive { parts.append(Array($0)) }
    self.parts = parts
  }

  private static func lines(of file: LogFile) -> String {
    (0..<40).map { number in
      switch file {
      case .requests where number % 9 == 8: "not json\n"
      case .requests:
        "{\"request_id\": \"티켓 \(number)\", \"request_type\": \"T\(number % 5)\", \"payload\": {\"mode\": "
          + "\"M\(number % 3)\"}, \"trace_id\": \"추적 \(number)\", \"requested_at\": \"2026-01-03T14:20:00\"}\n"
      case .results:
        "{\"request_id\": \"티켓 \(number / 2 * 3)\", \"status\": \"\(["IN_PROGRESS", "DONE"][number % 2])\", "
          + "\"processor_id\": \"w\(number % 4)\", \"processed_at\": \"2026-01-03T14:21:\(10 + number)Z\"}\n"
      }
    }
    .joined()
  }
}

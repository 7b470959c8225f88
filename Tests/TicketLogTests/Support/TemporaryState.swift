import Glibc
import TicketContract
import TicketCore

@testable import TicketLog

/// A state folder of its own for one test, removed with it.
final class TemporaryState: Sendable {
  let folder: StateFolder

  /// `parent` tells the file system.
  init(in parent: String = "/tmp") throws {
    var template = Array("\(parent)/tickets-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError(number: errno) }
    folder = StateFolder(path: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    try folder.create()
  }

  deinit {
    remove(folder.path)
  }

  /// Adds bytes to a log, as a foreign program would: no guard, no look.
  func append(_ bytes: [UInt8], to file: LogFile) throws {
    let log = try Descriptor(opening: folder.path(of: file), O_WRONLY | O_APPEND | O_CREAT, mode: 0o644)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(log.number, $0.baseAddress, $0.count) }
      guard count > 0 else { throw SystemError(number: errno) }
      rest = rest.dropFirst(count)
    }
  }

  func append(_ text: String, to file: LogFile) throws { try append(Array(text.utf8), to: file) }

  /// Makes a log hold just these bytes; the same file, if there is one.
  func rewrite(_ text: String, to file: LogFile) throws {
    _ = truncate(folder.path(of: file), 0)
    try append(text, to: file)
  }

  func bytes(of file: LogFile) throws -> [UInt8] {
    let log = try Descriptor(opening: folder.path(of: file), O_RDONLY)
    return try log.bytes(at: 0, count: Int(try log.status().st_size))
  }

  func text(of file: LogFile) throws -> String { String(decoding: try bytes(of: file), as: UTF8.self) }

  func store() -> LogStore { LogStore(folder: folder, clock: SettableClock()) }

  /// A service of its own that does not wait for foreign writers.
  func service(clock: SettableClock = SettableClock(), calls: SystemCalls = .system) -> LogTicketService {
    LogTicketService(
      store: LogStore(folder: folder, clock: clock), guard: StateGuard(folder: folder), clock: clock, offset: .korea,
      appender: Appender(folder: folder, calls: calls, patience: .zero))
  }

  /// Removes a file, or a folder and all in it.
  private func remove(_ path: String) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(directory)
    }
    _ = Glibc.remove(path)
  }
}

extension LogStore {
  /// What can be seen of the board, whole: to compare two of them.
  var picture: BoardPicture {
    catchUp()
    return withBoard { BoardPicture($0) }
  }

  /// The records of the board as it is now.
  var records: any TicketRecords { withRecords { $1 } }
}

/// All that a board shows.
struct BoardPicture: Hashable {
  let tickets: [Ticket]
  let requestProblems: [Problem]
  let resultProblems: [Problem]
  let cursor: BoardCursor

  init(_ board: TicketsBoard) {
    tickets = (0..<board.count).map { board.ticket(at: $0) }
    requestProblems = board.problems(.requests)
    resultProblems = board.problems(.results)
    cursor = board.cursor
  }

  var reasons: [Problem.Reason] { (requestProblems + resultProblems).map(\.reason) }
}

/// Lines as any writer leaves them.
enum Line {
  static func request(_ id: String, type: String = "REQUEST_RECONCILE", at time: String = "2026-01-03T14:20:00+09:00")
    -> String
  {
    JSONWriter.text([
      "schema": "TICKET_REQUEST_V1", "request_id": .string(id), "requested_at": .string(time),
      "request_type": .string(type), "payload": ["mode": "FULL", "reason": "정산 확인"], "status": "OPEN",
      "trace_id": .null,
    ]) + "\n"
  }

  static func result(_ id: String, _ status: TicketStatus, at time: String = "2026-01-03T14:21:00+09:00") -> String {
    JSONWriter.text([
      "schema": "TICKET_RESULT_V1", "result_id": .string("r-\(id)-\(status.rawValue)"), "request_id": .string(id),
      "processed_at": .string(time), "status": .string(status.rawValue), "processor_id": "manual", "message": "메시지",
      "artifacts": [],
    ]) + "\n"
  }
}

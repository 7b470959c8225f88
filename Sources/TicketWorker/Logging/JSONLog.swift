import Glibc
import Synchronization
import TicketCore

/// Writes one JSON object a line, whole lines only. Any thread.
final class JSONLog: Sendable {
  private let file: CInt
  private let level: LogLevel
  private let clock: any TicketClock
  private let offset: UTCOffset
  /// Lines of several threads must not mix.
  private let turn = Mutex(())

  init(file: CInt, level: LogLevel, clock: any TicketClock, offset: UTCOffset) {
    self.file = file
    self.level = level
    self.clock = clock
    self.offset = offset
  }

  func write(_ level: LogLevel, _ message: String, _ more: [JSONValue.Member] = [], at time: Timestamp? = nil) {
    guard level >= self.level else { return }
    let head = [
      JSONValue.Member("ts", .string((time ?? clock.now()).at(offset).text)),
      JSONValue.Member("level", .string(level.rawValue)), JSONValue.Member("msg", .string(message)),
    ]
    let line = JSONWriter.line(.object(head + more)) + [UInt8(ascii: "\n")]
    turn.withLock { _ in put(line) }
  }

  /// What cannot be logged is lost: nobody could be told.
  private func put(_ line: [UInt8]) {
    var rest = line[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

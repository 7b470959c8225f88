import Glibc
import ProcessEvents
import TicketCore

/// Writes one JSON object a line, whole lines only, on a thread of its own: a log that nobody reads must hold up neither
/// the work nor the end of it. Any thread.
final class JSONLog: Sendable {
  private let file: CInt
  private let reader: JSONWriter.Reader
  private let level: LogLevel
  private let clock: any TicketClock
  private let offset: UTCOffset
  private let backlog = Backlog<[UInt8]>()

  init(file: CInt, level: LogLevel, clock: any TicketClock, offset: UTCOffset) {
    self.file = file
    reader = isatty(file) == 1 ? .terminal : .program
    self.level = level
    self.clock = clock
    self.offset = offset
  }

  /// Writes until `end`; false if the system has no thread left.
  func start() -> Bool {
    backlog.start {
      self.put($0)
    } onDropped: {
      let sentence = "\($0) lines of the log are missing: they were not read in time."
      self.put(self.line(.warn, sentence, [], self.clock.now()))
    }
  }

  /// Never blocks for long.
  func write(_ level: LogLevel, _ message: String, _ more: [JSONValue.Member] = [], at time: Timestamp? = nil) {
    guard level >= self.level else { return }
    backlog.put(line(level, message, more, time ?? clock.now()))
  }

  /// Gives what waits a second to be written.
  func end() { backlog.end() }

  private func line(_ level: LogLevel, _ message: String, _ more: [JSONValue.Member], _ time: Timestamp) -> [UInt8] {
    let head = [
      JSONValue.Member("ts", .string(time.at(offset).text)), JSONValue.Member("level", .string(level.rawValue)),
      JSONValue.Member("msg", .string(message)),
    ]
    return JSONWriter.line(.object(head + more), for: reader) + [UInt8(ascii: "\n")]
  }

  /// What cannot be logged is lost: nobody could be told.
  private func put(_ line: [UInt8]) {
    var rest = line[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Whoever shares the file made it non-blocking.
        var room = pollfd(file: file, POLLOUT)
        poll(&room, 1, -1)
      } else if errno != EINTR {
        return
      }
    }
  }
}

import Synchronization
import TicketCore

@testable import Console

/// Keeps what was written, or fails as a full disk would.
final class MemorySink: ByteSink {
  private let bytes = Mutex<[UInt8]>([])
  private let failure: FileError?

  init(failure: FileError? = nil) { self.failure = failure }

  func write(_ more: [UInt8]) throws(FileError) {
    if let failure { throw failure }
    bytes.withLock { $0 += more }
  }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

struct FixedClock: TicketClock {
  let time: Timestamp

  func now() -> Timestamp { time }
}

/// A context whose standard output and error can be read.
struct Bench {
  let out: MemorySink
  let err = MemorySink()
  let context: CommandContext
  let service: InMemoryTicketService

  init(
    language: Language = .english, ascii: Bool = false, columns: Int? = nil, failure: FileError? = nil
  ) {
    out = MemorySink(failure: failure)
    let clock = FixedClock(time: Timestamp("2026-01-03T14:20:00+09:00") ?? Timestamp(microseconds: 0))
    var options = ConsoleOptions()
    options.chosenLanguage = language
    options.ascii = ascii
    context = CommandContext(
      options: options, environment: Environment([:]), output: Output(out),
      diagnostics: Diagnostics(err, ascii: ascii),
      terminal: OutputTerminal(isTerminal: columns != nil, columns: columns), clock: clock)
    service = InMemoryTicketService(clock: clock)
  }

  var view: BoardView { BoardView(board: service.currentBoard, records: service) }

  /// Submits a RECONCILE ticket.
  func submit(reason: String) throws -> Ticket.ID {
    let json: JSONValue = [
      "request_type": "REQUEST_RECONCILE", "payload": ["mode": "FULL", "reason": .string(reason)],
    ]
    return try service.submit(TicketSubmission(json: json)).requestID
  }

  /// What stands on standard output when the command has ended.
  func output(of code: ExitCode) -> String {
    _ = context.finish(code)
    return out.text
  }
}

import ConsoleCore
import TicketCore
import TicketServer

/// Writes a line for each refusal of the server, on a thread of its own: a log that nobody reads must not hold up answers.
final class AccessLog: Sendable {
  private let diagnostics: Diagnostics
  private let clock: any TicketClock
  private let offset: UTCOffset
  private let backlog = Backlog<(at: Timestamp, record: AccessRecord)>()

  init(_ diagnostics: Diagnostics, clock: any TicketClock, offset: UTCOffset) {
    self.diagnostics = diagnostics
    self.clock = clock
    self.offset = offset
  }

  /// Writes until `end`; false if the system has no thread left.
  func start() -> Bool {
    backlog.start {
      self.diagnostics.put(self.line($0.record, at: $0.at))
    } onDropped: {
      self.diagnostics.put(TerminalText("… \($0)"))
    }
  }

  /// Takes what was refused or has failed; never blocks. What went well, was not found or lost a race is counted in the
  /// metrics, and would only hide the rest.
  func note(_ record: AccessRecord) {
    switch record.status {
    case ..<400, 404, 409: return
    default: backlog.put((clock.now(), record))
    }
  }

  /// Gives what waits a second to be written.
  func end() { backlog.end() }

  private func line(_ record: AccessRecord, at time: Timestamp) -> TerminalText {
    let civil = CivilTime(microseconds: time.microseconds, offset: offset)
    // Foreign text is cut where it would make the line too long.
    return TerminalText(
      "\(civil.date) \(civil.time) \(record.status) \(record.peer) \(record.method.prefix(16)) \(record.path.prefix(200))"
    )
  }
}

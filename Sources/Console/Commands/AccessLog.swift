import ConsoleCore
import TicketCore
import TicketServer

/// Says a line for each refusal of the server. Any thread.
struct AccessLog: Sendable {
  let log: DiagnosticsLog
  let clock: any TicketClock
  let offset: UTCOffset

  /// Takes what was refused or has failed; never blocks. What went well, was not found or lost a race is counted in the
  /// metrics, and would only hide the rest.
  func note(_ record: AccessRecord) {
    switch record.status {
    case ..<400, 404, 409: return
    default: log.put(line(record, at: clock.now()))
    }
  }

  private func line(_ record: AccessRecord, at time: Timestamp) -> TerminalText {
    let civil = CivilTime(microseconds: time.microseconds, offset: offset)
    // Foreign text is cut where it would make the line too long.
    return TerminalText(
      "\(civil.date) \(civil.time) \(record.status) \(record.peer) \(record.method.prefix(16)) \(record.path.prefix(200))"
    )
  }
}

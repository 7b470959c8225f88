import ConsoleCore
import Synchronization
import TicketCore
import TicketServer

/// Writes a line for each refusal of the server, on a thread of its own: a log that nobody reads must not hold up answers.
final class AccessLog: Sendable {
  private struct State {
    var waiting: [(at: Timestamp, record: AccessRecord)] = []
    var dropped = 0
    var isEnded = false
    var isDone = false
  }

  /// What waits beyond this is dropped, and counted.
  private static let limit = 10_000

  private let diagnostics: Diagnostics
  private let clock: any TicketClock
  private let offset: UTCOffset
  private let state = Mutex(State())
  private let news = Bell()
  private let farewell = Bell()

  init(_ diagnostics: Diagnostics, clock: any TicketClock, offset: UTCOffset) {
    self.diagnostics = diagnostics
    self.clock = clock
    self.offset = offset
  }

  /// Writes until `end`; false if the system has no thread left.
  func start() -> Bool { BackgroundThread.run { self.write() } }

  /// Takes what was refused or has failed; never blocks. What went well, was not found or lost a race is counted in the
  /// metrics, and would only hide the rest.
  func note(_ record: AccessRecord) {
    switch record.status {
    case ..<400, 404, 409: return
    default: break
    }
    let now = clock.now()
    state.withLock { state in
      if state.waiting.count < Self.limit { state.waiting.append((now, record)) } else { state.dropped += 1 }
    }
    news.ring()
  }

  /// Gives what waits a second to be written.
  func end() {
    state.withLock { $0.isEnded = true }
    news.ring()
    let deadline = ContinuousClock.now + .seconds(1)
    while ContinuousClock.now < deadline {
      let heard = farewell.heard
      if state.withLock({ $0.isDone }) { return }
      farewell.wait(after: heard, until: deadline)
    }
  }

  private func write() {
    while true {
      let heard = news.heard
      let (waiting, dropped, isEnded) = state.withLock { state in
        defer { (state.waiting, state.dropped) = ([], 0) }
        return (state.waiting, state.dropped, state.isEnded)
      }
      for (time, record) in waiting { diagnostics.put(line(record, at: time)) }
      if dropped > 0 { diagnostics.put(TerminalText("… \(dropped)")) }
      if isEnded, waiting.isEmpty { break }
      if waiting.isEmpty { news.wait(after: heard, until: nil) }
    }
    state.withLock { $0.isDone = true }
    farewell.ring()
  }

  private func line(_ record: AccessRecord, at time: Timestamp) -> TerminalText {
    let civil = CivilTime(microseconds: time.microseconds, offset: offset)
    // Foreign text is cut where it would make the line too long.
    return TerminalText(
      "\(civil.date) \(civil.time) \(record.status) \(record.peer) \(record.method.prefix(16)) \(record.path.prefix(200))"
    )
  }
}

import Synchronization
import TicketCore

/// Time that only tests move: 2026-01-03 14:20:00 in Korea at first.
final class StandingClock: TicketClock, Sendable {
  private let microseconds = Mutex<Int64>(1_767_417_600_000_000)

  func now() -> Timestamp { microseconds.withLock { Timestamp(microseconds: $0) } }

  func advance(seconds: Int) { microseconds.withLock { $0 += Int64(seconds) * 1_000_000 } }
}

import Synchronization
public import TicketCore

/// A clock that stands still until it is set.
public final class SettableClock: TicketClock {
  private let time: Mutex<Timestamp>

  /// 2026-01-03T14:20:00+09:00, as in the contracts.
  public static let start = Timestamp(microseconds: 1_767_417_600_000_000)

  /// Stands at `time`.
  public init(_ time: Timestamp = SettableClock.start) { self.time = Mutex(time) }

  /// Where it stands.
  public func now() -> Timestamp { time.withLock { $0 } }

  /// Forwards or backwards.
  public func set(_ new: Timestamp) { time.withLock { $0 = new } }

  /// Backwards, too.
  public func advance(seconds: Int64) {
    time.withLock { $0 = Timestamp(microseconds: $0.microseconds + seconds * 1_000_000) }
  }
}

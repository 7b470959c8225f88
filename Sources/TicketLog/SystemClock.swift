import Glibc
public import TicketCore

/// The clock of this machine.
public struct SystemClock: TicketClock {
  /// Needs nothing.
  public init() {}

  /// In microseconds, by CLOCK_REALTIME.
  public func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }
}

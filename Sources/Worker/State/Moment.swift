import TicketCore

/// One moment by two clocks.
struct Moment: Hashable, Sendable {
  /// Never jumps, and counts suspended time (CLOCK_BOOTTIME): for waiting and for the age of renewals.
  let instant: ContinuousClock.Instant
  /// Wall-clock time: for people.
  let time: Timestamp
  /// 0 to 1, another at each moment: for waits that must not fall together.
  var chance = 1.0
}

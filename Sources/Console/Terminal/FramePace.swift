/// When frames may be sent: at once while few were sent of late, and in a storm one an interval.
struct FramePace {
  typealias Instant = ContinuousClock.Instant

  /// The least time between two frames of a storm.
  static let interval = Duration.milliseconds(16)
  /// So many frames may follow each other at once: what happens just behind a tick of the clock need not wait.
  static let burst = 4

  /// When the frames that were sent would have been sent, had each waited for its interval.
  private var planned: Instant

  init(from start: Instant) { planned = start }

  /// Before this there is no next frame.
  var next: Instant { planned - Self.interval * (Self.burst - 1) }

  mutating func sent(at now: Instant) { planned = max(planned, now) + Self.interval }
}

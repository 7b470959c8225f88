import Glibc

/// The second that the wall clock is in, for a clock that ticks when the second changes.
struct WallSecond: Equatable {
  private let time: timespec

  static var now: WallSecond {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallSecond(time: time)
  }

  /// How long it lasts yet.
  var remaining: Duration { .nanoseconds(1_000_000_000 - time.tv_nsec) }

  static func == (a: WallSecond, b: WallSecond) -> Bool { a.time.tv_sec == b.time.tv_sec }
}

import ProcessEvents
import Testing

@testable import Console

@Suite struct PollTimeoutTests {
  @Test(
    arguments: [
      (Duration.zero, 0), (.milliseconds(-5), 0), (.seconds(-3), 0), (.nanoseconds(1), 1), (.milliseconds(16), 16),
      (.microseconds(16_001), 17), (.milliseconds(1_999), 1_999), (.seconds(3_000_000_000), CInt(1_000_000_000)),
    ] as [(Duration, CInt)])
  func pollNeverWakesBeforeTheTime(_ duration: Duration, _ milliseconds: CInt) {
    #expect(duration.pollTimeout == milliseconds)
  }

  @Test func aWallSecondLastsAtMostASecond() {
    #expect(WallSecond.now.remaining > .zero)
    #expect(WallSecond.now.remaining <= .seconds(1))
  }
}

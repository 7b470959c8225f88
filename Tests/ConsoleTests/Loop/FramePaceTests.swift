import Testing

@testable import Console

struct FramePaceTests {
  private let start = ContinuousClock.now
  private var pace: FramePace

  init() { pace = FramePace(from: start) }

  /// How many frames are sent by someone who always has one, looking each millisecond.
  private mutating func sent(from first: Int, through last: Int) -> [Int] {
    (first...last).filter { millisecond in
      let now = start + .milliseconds(millisecond)
      guard now >= pace.next else { return false }
      pace.sent(at: now)
      return true
    }
  }

  @Test mutating func aFewFramesGoAtOnceAndAStormOneAnInterval() {
    #expect(sent(from: 0, through: 0) == [0])
    #expect(sent(from: 1, through: 100) == [1, 2, 3, 16, 32, 48, 64, 80, 96])
  }

  @Test mutating func afterQuietTheNextFewGoAtOnceAgain() {
    _ = sent(from: 0, through: 1_000)
    #expect(sent(from: 1_100, through: 1_110) == [1_100, 1_101, 1_102, 1_103])
  }

  @Test mutating func aFrameJustBehindAnotherDoesNotWait() {
    #expect(sent(from: 500, through: 500) == [500])
    #expect(sent(from: 501, through: 501) == [501])
  }
}

import Testing
import TicketCore

/// spec: tickets.md, "What a writer does" and "What a reader does"
struct TimestampTests {
  @Test(arguments: [
    ("2026-01-03T14:20:00.123456+09:00", 1_767_417_600_123_456), ("2026-01-03T14:20:00+09:00", 1_767_417_600_000_000),
    ("2026-01-03T05:20:00Z", 1_767_417_600_000_000), ("2026-01-03 05:20:00z", 1_767_417_600_000_000),
    ("2026-01-03T14:20:00", 1_767_417_600_000_000), ("2026-01-03T14:20", 1_767_417_600_000_000),
    ("2026-01-03T14:20:00.5", 1_767_417_600_500_000), ("2026-01-03T14:20:00,123456789", 1_767_417_600_123_456),
    ("2026-01-03T00:20:00-0500", 1_767_417_600_000_000), ("2026-01-03T10:50:00+05:30", 1_767_417_600_000_000),
    ("2026-01-03T14:20:00+09", 1_767_417_600_000_000), ("1970-01-01T00:00:00Z", 0),
    ("1969-12-31T23:59:59.999999Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800_000_000),
  ])
  func readsISO8601(_ text: String, _ microseconds: Int64) {
    #expect(Timestamp(text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "", "2026-01-03", "2026-13-03T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-03T24:00:00Z",
    "2026-01-03T14:60:00Z", "2026-01-03T14:20:60Z", "2026-01-03T14:20:00.Z", "2026-01-03T14:20:00+9",
    "2026-01-03T14:20:00+09:0", "2026-01-03T14:20:00+09:60", "2026-01-03T14:20:00+24:00", "2026-01-03T14:20:00 +09:00",
    "2026-01-03T14:20:00+09:00x", "2026-01-03T14:20:00+0x:00", "٢٠٢٦-01-03T14:20:00Z", "26-01-03T14:20:00.000",
  ])
  func anythingElseIsNoTime(_ text: String) { #expect(Timestamp(text) == nil) }

  @Test(arguments: [
    (540, "2026-01-03T14:20:00.000007+09:00"), (0, "2026-01-03T05:20:00.000007+00:00"),
    (-210, "2026-01-03T01:50:00.000007-03:30"),
  ])
  func writesMicrosecondsAndOffset(_ minutes: Int, _ text: String) throws {
    let offset = try #require(UTCOffset(minutes: minutes))
    #expect(Timestamp(microseconds: 1_767_417_600_000_007).at(offset).text == text)
  }

  @Test func writingAndReadingGiveTheSameAtEveryDayOfFourHundredYears() {
    for day in stride(from: Int64(-62_000), to: 90_000, by: 13) {
      let time = Timestamp(microseconds: day * 86_400_000_000 + 3_723_000_001).at(.korea)
      #expect(Timestamp(time.text) == time)
    }
  }

  @Test(arguments: [("+09:00", 540), ("-03:30", -210), ("Z", 0), ("+0900", 540), ("+09", 540), ("+23:59", 1_439)])
  func offsetsAreRead(_ text: String, _ minutes: Int) { #expect(UTCOffset(text)?.minutes == minutes) }

  @Test(arguments: ["", "9", "+9", "+24:00", "09:00", "+09:00 ", "+09:", "+0:900", "+09:000"])
  func otherOffsetsAreNone(_ text: String) { #expect(UTCOffset(text) == nil) }

  @Test func agesAreRoundedDown() {
    let time = Timestamp(microseconds: 1_000_000)
    #expect(time.seconds(until: Timestamp(microseconds: 2_999_999)) == 1)
    #expect(time.seconds(until: Timestamp(microseconds: 999_999)) == -1)
  }
}

import Testing
import TicketCore

/// spec: tickets.md, "What a writer does": `processed_at`
struct ProcessedAtTests {
  @Test(arguments: [
    // The ticket's last time, the clock, what is written.
    ("2026-01-03T14:20:00+09:00", "2026-01-03T15:00:00+09:00", "2026-01-03T15:00:00.000000+09:00"),
    ("2026-01-03T14:20:00+09:00", "2026-01-03T14:20:00+09:00", "2026-01-03T14:20:00.000001+09:00"),
    ("2026-01-03T14:20:00.999999+09:00", "2026-01-01T00:00:00+09:00", "2026-01-03T14:20:01.000000+09:00"),
    ("2026-01-03T05:20:00Z", "2026-01-01T00:00:00+09:00", "2026-01-03T05:20:01.000000+00:00"),
    ("2026-01-03T00:20:00-05:00", "2026-01-03T15:00:00+09:00", "2026-01-03T01:00:00.000000-05:00"),
    ("2026-01-03T14:20:00", "2026-01-03T15:00:00+09:00", "2026-01-03T15:00:00.000000+09:00"),
    ("2026-01-03T14:20:00.123456", "2026-01-01T00:00:00+09:00", "2026-01-03T14:20:00.123457+09:00"),
    ("yesterday", "2026-01-03T15:00:00+09:00", "2026-01-03T11:30:00.000000+05:30"),
  ])
  func isLaterThanTheLastRecordInItsOffset(_ last: String, _ now: String, _ written: String) throws {
    let id = try #require(Ticket.ID("a"))
    var board = TicketsBoard()
    board.apply(
      RequestRecord(
        requestID: id, type: .known(.reports), mode: nil, reasonHash: 0, trace: nil, requestedAt: Timestamp(last),
        place: RecordPlace(offset: 0, line: 1)))
    let time = board.nextProcessedAt(
      of: board.ticket(at: 0), now: try #require(Timestamp(now)), default: try #require(UTCOffset("+05:30")))
    #expect(time.text == written)
    if let stamp = Timestamp(last) {
      #expect(time > stamp)
      #expect(last.utf8.lexicographicallyPrecedes(time.text.utf8))
    }
  }

  @Test(arguments: ["9999-12-31T23:59:59.999999+09:00", "9999-12-31T23:59:59.999999-05:00", "9999-12-31T23:59:59Z"])
  func isNeverInAYearThatNobodyCouldRead(last: String) throws {
    let stamp = try #require(Timestamp(last))
    var board = TicketsBoard()
    board.apply(
      RequestRecord(
        requestID: .text("a"), type: .known(.reports), mode: nil, reasonHash: 0, trace: nil, requestedAt: stamp,
        place: RecordPlace(offset: 0, line: 1)))
    let time = board.nextProcessedAt(of: board.ticket(at: 0), now: stamp, default: .korea)
    #expect(
      time.text.hasPrefix("9999-12-31T23:59:59.999999") && Timestamp(time.text)?.microseconds == time.microseconds)
  }
}

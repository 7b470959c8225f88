extension TicketsBoard {
  /// The last microsecond of the year 9999 in UTC.
  private static let endOfTime: Int64 = 253_402_300_799_999_999

  /// The time for the next result of a ticket: `now`, but later than its last record, and as text too, for the
  /// original picks the newest result by comparing these strings (spec: tickets.md, "What a writer does"). Never later than
  /// the year 9999, which nobody could read.
  public func nextProcessedAt(of ticket: Ticket, now: Timestamp, default offset: UTCOffset) -> Timestamp {
    guard let last = ticket.lastAt else { return now.at(offset) }
    let earliest: Int64
    switch last.zone {
    case .zulu:
      // `…00Z` and `…00.5Z` are greater than `…00.500001+00:00` as text: only the next second is safe.
      earliest = (last.microseconds.quotientRoundedDown(by: 1_000_000) + 1) * 1_000_000
    case .unwritten, .offset:
      earliest = last.microseconds + 1
    }
    // Where none was written, as it was read: in any other it might be less as text.
    let written = last.zone.offset ?? .korea
    let latest = Self.endOfTime - Int64(written.minutes) * 60_000_000
    return Timestamp(microseconds: min(max(now.microseconds, earliest), latest)).at(written)
  }
}

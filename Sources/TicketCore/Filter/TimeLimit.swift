/// A limit to the time of a ticket's newest record, most of them relative to now.
enum TimeLimit: Hashable, Sendable {
  case since(Timestamp)
  case younger(seconds: Int, orEqual: Bool)
  case older(seconds: Int, orEqual: Bool)

  /// The times within the limit, in microseconds since 1970.
  func times(at now: Timestamp) -> ClosedRange<Int64> {
    let least = TicketEntry.noTime + 1
    switch self {
    case .since(let moment):
      return moment.microseconds...Int64.max
    case .younger(let seconds, let orEqual):
      return min(Self.moment(seconds, before: now) + (orEqual ? 0 : 1), .max)...Int64.max
    case .older(let seconds, let orEqual):
      return least...max(least, Self.moment(seconds, before: now) - (orEqual ? 0 : 1))
    }
  }

  /// When a ticket of that time comes within the limit or leaves it by time alone; nil if it has, or never does.
  func turn(of time: Int64, after now: Timestamp) -> Int64? {
    let span: Int64
    switch self {
    case .since: return nil
    case .younger(let seconds, let orEqual): span = Int64(seconds) * 1_000_000 + (orEqual ? 1 : 0)
    case .older(let seconds, let orEqual): span = Int64(seconds) * 1_000_000 + (orEqual ? 0 : 1)
    }
    let (turn, overflows) = time.addingReportingOverflow(span)
    return !overflows && turn > now.microseconds ? turn : nil
  }

  private static func moment(_ seconds: Int, before now: Timestamp) -> Int64 {
    // Spans are bounded where they are read, so that this never overflows.
    now.microseconds - Int64(seconds) * 1_000_000
  }
}

/// Tells the time; a value in tests.
public protocol TicketClock: Sendable {
  /// Wall-clock time, which may jump.
  func now() -> Timestamp
}

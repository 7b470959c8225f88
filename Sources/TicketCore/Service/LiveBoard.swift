/// A board that others keep up to date, and the records behind it. Any thread may look.
public protocol LiveBoard: TicketRecords {
  /// Looks at the board as it is now. Keep it short: whoever keeps it up to date waits meanwhile.
  func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R
}

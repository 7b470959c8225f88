/// A board that others keep up to date, and the records behind it. Any thread may look.
public protocol LiveBoard: Sendable {
  /// Looks at the board as it is now. Keep it short: whoever keeps it up to date waits meanwhile.
  func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R

  /// Tells what stands before `place` in the logs of the board of this `generation`, in short: whoever asks for the same
  /// place hears the same of the same logs, in another process too, and something else of others. nil where nobody can
  /// tell, as once the board was made anew.
  func digest(before place: BoardCursor, of generation: UInt64) -> UInt64?

  /// Whether at both offsets of `place`, or a byte before them, a line begins in the logs of the board of this `generation`:
  /// so it is with every place that can be told of. true where there are no logs.
  func isLineStart(_ place: BoardCursor, of generation: UInt64) -> Bool

  /// The same, with the records that this board was made of: they stay the right ones, also when the live board has
  /// become another meanwhile.
  func withRecords<R: Sendable, E: Error>(
    _ body: (TicketsBoard, any TicketRecords) throws(E) -> R
  ) throws(E) -> R

  /// Looks for words in records, what stands on the screen first, then the newest, as long as it is `wanted`; whether all
  /// records of the candidates were looked at.
  ///
  /// Takes its time on the caller's thread. Calls `tell` every few milliseconds with what was found since, and with how
  /// much of it is done, from 0 to 1.
  func search(_ search: RecordSearch, while wanted: () -> Bool, _ tell: ([RecordHit], Double) -> Void) -> Bool
}

extension LiveBoard {
  /// Nobody can tell.
  public func digest(before place: BoardCursor, of generation: UInt64) -> UInt64? { nil }

  /// There are no logs.
  public func isLineStart(_ place: BoardCursor, of generation: UInt64) -> Bool { true }
}

extension LiveBoard where Self: TicketRecords {
  /// Looks at the board, whose records are at hand whatever becomes of it.
  public func withRecords<R: Sendable, E: Error>(
    _ body: (TicketsBoard, any TicketRecords) throws(E) -> R
  ) throws(E) -> R {
    try withBoard { (board) throws(E) in try body(board, self) }
  }
}

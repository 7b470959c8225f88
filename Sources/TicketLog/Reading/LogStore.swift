import Synchronization
public import TicketCore

/// The one board of a process: reads both logs, and from then on what was added to them.
///
/// Any thread may ask; whoever calls `catchUp` reads, the others see the board grow.
public final class LogStore: TicketRecords, Sendable {
  public let folder: StateFolder
  private let board = Mutex(TicketsBoard())

  public init(folder: StateFolder, clock: any TicketClock = SystemClock()) { self.folder = folder }

  /// Looks at the board. Keep it short: the reading waits.
  public func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R {
    try board.withLock { (board) throws(E) in try body(board) }
  }

  public var status: LogStatus { LogStatus() }

  /// Reads what is new in both logs up to their ends; whether anything changed. Calls `progress` whenever a part of it
  /// is on the board.
  @discardableResult
  public func catchUp(progress: () -> Void = {}) -> Bool { false }

  /// The board as it was at an earlier pair of file offsets: the fold of just these bytes. Throws `unreadable`.
  public func board(at cursor: BoardCursor) throws(TicketServiceError) -> TicketsBoard { TicketsBoard() }

  public func record(at place: RecordPlace, in file: LogFile) -> StoredRecord? { nil }

  public func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? { nil }
}

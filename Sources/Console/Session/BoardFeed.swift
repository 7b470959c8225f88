import ConsoleCore
import TicketCore

/// Keeps a board up to date, and tells how it stands. Any thread may ask.
protocol BoardFeed: Sendable {
  /// Begins; `onNews` is called on threads of the feed whenever there is something to look at, and must not block.
  /// False if the system has no thread left.
  func start(_ onNews: @escaping @Sendable () -> Void) -> Bool

  /// Ends; nothing is told afterwards.
  func stop()

  /// To be called each second: looks for what nothing else has told of. Reads no log.
  func glance()

  /// How the board stands to what it shows.
  func status(at now: Timestamp, in language: Language) -> FeedStatus

  /// What happened since it was asked last.
  func news(in language: Language) -> [ConsoleEvent]

  /// Who holds the worker lock that the embedded worker would take.
  var lockHolder: LockHolder? { get }
}

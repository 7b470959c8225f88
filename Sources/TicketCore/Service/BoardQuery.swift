/// Which rows of the board, in which order.
public struct BoardQuery: Hashable, Sendable {
  /// Which row comes first.
  public enum Order: Hashable, Sendable {
    /// The last request line first: the board's own order.
    case newestFirst
    /// File order: the order in which the worker takes tickets.
    case oldestFirst
  }

  /// Empty: any.
  public var statuses: Set<TicketStatus>
  /// Contract names; empty: any.
  public var types: Set<String>
  /// Only tickets whose last record is of this time or a later one; nil: any.
  public var since: Timestamp?
  /// At most this many, the first of the order; nil: all.
  public var limit: Int?
  /// Which row comes first.
  public var order: Order

  /// Everything, newest first, unless narrowed.
  public init(
    statuses: Set<TicketStatus> = [], types: Set<String> = [], since: Timestamp? = nil, limit: Int? = nil,
    order: Order = .newestFirst
  ) {
    self.statuses = statuses
    self.types = types
    self.since = since
    self.limit = limit
    self.order = order
  }
}

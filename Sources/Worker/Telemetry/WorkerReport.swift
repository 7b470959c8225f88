public import TicketCore

/// An event of a worker, and the figures around it.
public struct WorkerReport: Hashable, Sendable {
  /// What the worker did or met.
  public let event: WorkerEvent
  /// When it was over, by the wall clock.
  public let at: Timestamp
  /// Which try to complete its ticket the event is about, from 1; nil where it is about none.
  public let attempt: Int?
  /// From taking the ticket to this event, where it ends the worker's work on it.
  public let latency: Duration?
  /// Tickets in hand, the event included.
  public let inHand: Int

  /// What one event comes to.
  public init(event: WorkerEvent, at: Timestamp, attempt: Int? = nil, latency: Duration? = nil, inHand: Int = 0) {
    self.event = event
    self.at = at
    self.attempt = attempt
    self.latency = latency
    self.inHand = inHand
  }
}

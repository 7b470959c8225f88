public import TicketCore

/// The durations and sizes that a worker keeps to.
public struct WorkerPace: Hashable, Sendable {
  /// How long the simulated execution of a ticket takes; may be zero.
  public var delay: Duration
  /// The longest that the ticket in hand still takes once a stop is asked for.
  public var lastDelay: Duration
  /// How often `acquired_at` of the lock is renewed (spec: lock.md, "Hold").
  public var renewal: Duration
  /// With a renewal older than this nothing is done before the next one (spec: lock.md, "Hold").
  public var renewalLimit: Duration
  /// How often an idle worker looks for tickets that nobody announced with `nudge()`.
  public var poll: Duration
  /// How long until a lock that another holds, or that cannot be had or renewed, is tried again.
  public var retry: Duration
  /// How many OPEN tickets are asked for at once.
  public var batch: Int
  /// How many tickets may be in hand at once.
  public var hands: Int
  /// How long until a call of the service that failed is made again.
  public var backoff: Backoff
  /// How often such a call is made again before it is given up; nil: as long as it takes. A worker that follows never
  /// gives up looking for tickets.
  public var retryLimit: Int?
  /// For how long a ticket that cannot be completed is still tried once a stop is asked for.
  public var farewell: Duration

  /// The pace of the contract: a second a ticket.
  public init(
    delay: Duration = .seconds(1), lastDelay: Duration = .seconds(1), renewal: Duration = .seconds(60),
    renewalLimit: Duration = .seconds(9 * 60), poll: Duration = .seconds(1), retry: Duration = .seconds(1),
    batch: Int = 64, hands: Int = 1, backoff: Backoff? = nil, retryLimit: Int? = nil, farewell: Duration = .zero
  ) {
    precondition(batch > 0, "a batch holds at least one ticket")
    precondition(hands > 0, "a worker has at least one hand")
    self.delay = delay
    self.lastDelay = lastDelay
    self.renewal = renewal
    self.renewalLimit = renewalLimit
    self.poll = poll
    self.retry = retry
    self.batch = batch
    self.hands = hands
    self.backoff = backoff ?? .steady(retry)
    self.retryLimit = retryLimit
    self.farewell = farewell
  }
}

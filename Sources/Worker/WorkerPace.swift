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
  /// How long until a thing that failed, or a lock that another holds, is tried again.
  public var retry: Duration
  /// How many OPEN tickets are asked for at once.
  public var batch: Int

  /// The pace of the contract: a second a ticket.
  public init(
    delay: Duration = .seconds(1), lastDelay: Duration = .seconds(1), renewal: Duration = .seconds(60),
    renewalLimit: Duration = .seconds(9 * 60), poll: Duration = .seconds(1), retry: Duration = .seconds(1),
    batch: Int = 64
  ) {
    precondition(batch > 0, "a batch holds at least one ticket")
    self.delay = delay
    self.lastDelay = lastDelay
    self.renewal = renewal
    self.renewalLimit = renewalLimit
    self.poll = poll
    self.retry = retry
    self.batch = batch
  }
}

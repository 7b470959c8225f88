/// Keeps workers to one at a time (contract: Ticket Worker V1, 3.2; spec: lock.md).
public protocol WorkerLock: Sendable {
  /// Takes the lock if it is free or stale. Throws `locked` while another holds it. Any thread; may block for the
  /// guard, up to 2 s.
  func acquire() throws(WorkerLockError) -> any WorkerLease

  /// What stands at the lock's path now; nil when it is free, nobody with a pid where that cannot be read. Never waits
  /// for the guard.
  func holder() -> LockHolder?
}

/// Proof of being the one worker, as far as the clock can tell; the fence tells for certain.
public protocol WorkerLease: WorkerFence {
  /// Who had held a stale lock that this lease took over; nil if the lock was free.
  var tookOverFrom: LockHolder? { get }

  /// Renews `acquired_at`, so that the lock never looks stale. Throws `lost` if the lock is not ours any more.
  func renew() throws(WorkerLockError)

  /// Frees the lock if it is still ours; does nothing else otherwise, and nothing a second time. False if it could not
  /// be freed: then nobody can work before it is stale.
  @discardableResult
  func release() -> Bool
}

/// Asked inside the guarded section of each append of a worker: may it still write?
public protocol WorkerFence: Sendable {
  /// Throws `lockLost` where the lock's bytes are not ours, and `unreadable` where nobody can tell now: then nothing may
  /// be written either, but what cannot be read need not be lost. Called with the guard held; must not take it.
  func check() throws(TicketServiceError)
}

extension WorkerFence {
  /// Whether the lock can be seen to be ours.
  public func holds() -> Bool { (try? check()) != nil }
}

/// Who holds the lock, as its file says.
public struct LockHolder: Hashable, Sendable {
  /// nil where the file does not say.
  public let pid: Int?
  /// When it was acquired or last renewed; the file's own time where the content is unreadable.
  public let acquiredAt: Timestamp
  /// Whether it is known to live on this machine, in whatever container.
  public let isAlive: Bool
  /// The file's bytes as they are, invalid UTF-8 replaced. Foreign text: sanitise before showing it.
  public let content: String

  /// A holder as read from the file.
  public init(pid: Int?, acquiredAt: Timestamp, isAlive: Bool, content: String) {
    self.pid = pid
    self.acquiredAt = acquiredAt
    self.isAlive = isAlive
    self.content = content
  }

  /// A lock is stale from this age on, in seconds (contract: Ticket Worker V1, 3.2).
  public static let staleAge = 600

  /// Seconds since it was acquired or last renewed; negative for a time that is still to come.
  public func age(at now: Timestamp) -> Int { acquiredAt.seconds(until: now) }

  /// Whether it is 10 minutes old or older (contract: Ticket Worker V1, 3.2).
  public func isStale(at now: Timestamp) -> Bool {
    now.microseconds - acquiredAt.microseconds >= Int64(Self.staleAge) * 1_000_000
  }
}

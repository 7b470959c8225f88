import Synchronization

/// The lock protocol without files: for tests of what holds it.
public final class InMemoryWorkerLock: WorkerLock {
  fileprivate struct State {
    var holder: LockHolder?
    /// Counts acquisitions and renewals: the identity of the lock, as its exact bytes are in the file.
    var serial = 0
  }

  private let state = Mutex(State())
  private let clock: any TicketClock
  private let pid: Int

  /// A free lock; `pid` is what it will say of its holder.
  public init(clock: any TicketClock, pid: Int) {
    self.clock = clock
    self.pid = pid
  }

  /// As the port says; never blocks.
  public func acquire() throws(WorkerLockError) -> any WorkerLease {
    let now = clock.now()
    let (old, serial) = try state.withLock { (state) throws(WorkerLockError) in
      if let holder = state.holder, !holder.isStale(at: now) {
        throw WorkerLockError(.locked(holder), context: "memory")
      }
      let old = state.holder
      return (old, state.hold(pid: pid, at: now))
    }
    return Lease(lock: self, serial: serial, tookOverFrom: old)
  }

  /// As the port says.
  public func holder() -> LockHolder? { state.withLock { $0.holder } }

  /// Puts another holder there, or none, as a foreign worker would.
  public func overwrite(_ holder: LockHolder?) {
    state.withLock {
      $0.holder = holder
      $0.serial += 1
    }
  }

  private final class Lease: WorkerLease {
    let tookOverFrom: LockHolder?
    private let lock: InMemoryWorkerLock
    private let serial: Mutex<Int?>

    init(lock: InMemoryWorkerLock, serial: Int, tookOverFrom: LockHolder?) {
      self.lock = lock
      self.serial = Mutex(serial)
      self.tookOverFrom = tookOverFrom
    }

    func check() throws(TicketServiceError) {
      let isOurs = serial.withLock { mine in lock.state.withLock { $0.serial == mine } }
      if !isOurs { throw TicketServiceError(.lockLost, context: "memory") }
    }

    func renew() throws(WorkerLockError) {
      try serial.withLock { (mine) throws(WorkerLockError) in
        let now = lock.clock.now()
        mine = lock.state.withLock { $0.serial == mine ? $0.hold(pid: lock.pid, at: now) : nil }
        if mine == nil { throw WorkerLockError(.lost, context: "memory") }
      }
    }

    func release() -> Bool {
      serial.withLock { mine in
        lock.state.withLock { if $0.serial == mine { $0.holder = nil } }
        mine = nil
      }
      return true
    }
  }
}

extension InMemoryWorkerLock.State {
  mutating func hold(pid: Int, at now: Timestamp) -> Int {
    serial += 1
    holder = LockHolder(pid: pid, acquiredAt: now, isAlive: true, content: "")
    return serial
  }
}

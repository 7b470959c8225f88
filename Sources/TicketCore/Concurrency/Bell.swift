import Glibc

/// A wait that can be ended from any thread, and forgets no ring: who waits says which rings it has heard.
///
/// `@unchecked`: `rings` is only touched between locking and unlocking `mutex`; both pointers never change.
public final class Bell: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var rings = 0

  /// One that never rang.
  public init() {
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // Wall-clock time may jump; a wait must not.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// How often it has rung: what a coming wait need not wait for.
  public var heard: Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return rings
  }

  /// Ends every wait, also those that begin later with what was heard before.
  public func ring() {
    pthread_mutex_lock(mutex)
    rings += 1
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Returns at a ring after `heard`, or at `deadline` at the latest; without one there is no latest.
  public func wait(after heard: Int, until deadline: ContinuousClock.Instant?) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while rings == heard {
      guard let deadline else {
        pthread_cond_wait(condition, mutex)
        continue
      }
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return }
      var end = Self.monotonicTime(in: left)
      pthread_cond_timedwait(condition, mutex, &end)
    }
  }

  private static func monotonicTime(in duration: Duration) -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    // A year is long enough to wait, and keeps any duration from overflowing.
    let (seconds, attoseconds) = min(duration, .seconds(365 * 86_400)).components
    let nanoseconds = time.tv_nsec + Int(attoseconds / 1_000_000_000) + 1
    time.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    return time
  }
}

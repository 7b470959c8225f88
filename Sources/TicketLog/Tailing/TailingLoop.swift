import CLinux
import Glibc
import TicketCore

/// What the tailer's thread does: look, tell, wait.
final class TailingLoop: Sendable {
  /// The kernel's word is a hint; a second without it, and we look all the same.
  private static let patience: CInt = 1_000
  /// How often a long reading is told of before its end.
  private static let pace = Duration.milliseconds(16)

  let wake = WakeUp()
  private let store: LogStore
  private let lock: @Sendable () -> LockHolder?
  private let onEvent: @Sendable (LogTailer.Event) -> Void
  private let watch: FolderWatch

  init(
    store: LogStore, lock: @escaping @Sendable () -> LockHolder?, onEvent: @escaping @Sendable (LogTailer.Event) -> Void
  ) {
    self.store = store
    self.lock = lock
    self.onEvent = onEvent
    watch = FolderWatch(paths: [store.folder.ticketsPath, store.folder.path])
  }

  /// Until it is woken up.
  func run() {
    _ = pthread_setname_np(UInt(pthread_self()), "tickets-tail")

    var holder: LockHolder?
    var told = 0
    func tell(_ changes: Int) {
      guard changes != told else { return }
      told = changes
      onEvent(.logsChanged)
    }
    repeat {
      // First watch, then look: what happens between is told.
      watch.renew()
      let now = lock()
      if now != holder {
        holder = now
        onEvent(.lockChanged(now))
      }
      var due = ContinuousClock.now + Self.pace
      store.catchUp(while: { !wake.isSet }) {
        guard case let now = ContinuousClock.now, now >= due else { return }
        due = now + Self.pace
        tell(store.changeCount)
      }
      // Also of what somebody else may have read.
      tell(store.changeCount)
    } while !isStopped()
  }

  /// Waits for something to happen; whether that is the end.
  private func isStopped() -> Bool {
    let events = Int16(POLLIN)
    var waits = [
      pollfd(fd: wake.number, events: events, revents: 0), pollfd(fd: watch.number, events: events, revents: 0),
    ]
    poll(&waits, nfds_t(waits.count), Self.patience)
    if waits[1].revents != 0 { watch.drain() }
    return wake.isSet
  }
}

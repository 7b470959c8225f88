import CLinux
import Glibc
import Synchronization
import TicketCore

/// What the tailer's thread does: look, tell, wait.
final class TailingLoop: Sendable {
  /// The kernel's word is a hint; a second without it, and we look all the same.
  private static let patience: CInt = 1_000

  let wake = WakeUp()
  private let store: LogStore
  private let lock: @Sendable () -> LockHolder?
  private let onEvent: @Sendable (LogTailer.Event) -> Void
  private let watch: FolderWatch
  private let isTending = Atomic(false)

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
    repeat {
      // First watch, then look: what happens between is told.
      watch.renew()
      let now = lock()
      if now != holder {
        holder = now
        onEvent(.lockChanged(now))
      }
      store.catchUp(while: { !wake.isSet }) {
        told = store.changeCount
        onEvent(.logsChanged)
      }
      // Somebody else may have read what is new.
      let changes = store.changeCount
      if changes != told {
        told = changes
        onEvent(.logsChanged)
      }
      tendCheckpoint()
    } while !isStopped()
  }

  /// On a thread that nobody waits for: it only makes the next start faster.
  private func tendCheckpoint() {
    guard store.isCheckpointDue, !isTending.exchange(true, ordering: .acquiringAndReleasing) else { return }
    let isStarted = BackgroundThread.run { [self] in
      store.tendCheckpoint()
      isTending.store(false, ordering: .releasing)
    }
    if !isStarted { isTending.store(false, ordering: .releasing) }
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

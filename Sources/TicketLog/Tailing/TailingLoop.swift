import CLinux
import Glibc
import Synchronization
import TicketCore

/// What the tailer's thread does: look, tell, wait.
final class TailingLoop: Sendable {
  /// The kernel's word is a hint; a second without it, and we look all the same.
  private static let patience: CInt = 1_000
  /// The same where the kernel gives no word at all.
  private static let untoldPatience: CInt = 400
  private static let forever: CInt = -1
  /// How often a long reading is told of before its end.
  private static let pace = Duration.milliseconds(16)

  private struct Seen: Sendable {
    var holder: LockHolder?
    /// nil before the first look.
    var stamp: FolderStamp?
  }

  private static let courtesy: useconds_t = 200_000

  let end = WakeUp()
  private let hint = WakeUp()
  private let seen = Mutex(Seen())
  private let byItself: Bool
  private let store: LogStore
  private let lock: @Sendable () -> LockHolder?
  private let onEvent: @Sendable (LogTailer.Event) -> Void
  private let watch: FolderWatch
  private let isTending = Atomic(false)

  init(
    store: LogStore, byItself: Bool, lock: @escaping @Sendable () -> LockHolder?,
    onEvent: @escaping @Sendable (LogTailer.Event) -> Void
  ) {
    self.store = store
    self.byItself = byItself
    self.lock = lock
    self.onEvent = onEvent
    watch = FolderWatch(paths: [store.folder.ticketsPath, store.folder.path])
  }

  /// Has the thread look if anything is another than when it looked last, or than the board says.
  func glance() {
    let (holder, stamp) = (lock(), FolderStamp(of: store.folder))
    let isNew = seen.withLock { seen in seen.stamp.map { $0 != stamp || seen.holder != holder } ?? false }
    if isNew || store.isStray { hint.set() }
  }

  /// Until it is told to end.
  func run() {
    _ = pthread_setname_np(UInt(pthread_self()), "tickets-tail")

    var told = 0
    func tell(_ changes: Int) {
      guard changes != told else { return }
      told = changes
      onEvent(.logsChanged)
    }
    while true {
      // First watch, then look: what happens between is told.
      let isTold = watch.renew()
      let (holder, stamp) = (lock(), FolderStamp(of: store.folder))
      let isOtherHolder = seen.withLock { seen in
        defer { seen = Seen(holder: holder, stamp: stamp) }
        return seen.holder != holder
      }
      if isOtherHolder { onEvent(.lockChanged(holder)) }
      var due = ContinuousClock.now + Self.pace
      store.catchUp(while: { !end.isSet }) {
        guard case let now = ContinuousClock.now, now >= due else { return }
        due = now + Self.pace
        tell(store.changeCount)
      }
      // Also of what somebody else may have read.
      tell(store.changeCount)
      tendCheckpoint()
      wait(for: !isTold ? Self.untoldPatience : byItself || mustLookAgain ? Self.patience : Self.forever)
      if end.isSet { return }
    }
  }

  /// On a thread that nobody waits for: it only makes the next start faster.
  private func tendCheckpoint() {
    guard store.isCheckpointDue, !isTending.exchange(true, ordering: .acquiringAndReleasing) else { return }
    let isStarted = BackgroundThread.run { [self] in
      // The first frames have the processors for themselves.
      usleep(Self.courtesy)
      let changes = store.changeCount
      store.tendCheckpoint()
      if store.savingFailure != nil { onEvent(.logsChanged) }
      isTending.store(false, ordering: .releasing)
      // A saved board that was not that of the logs is another now, and nothing but the tailer tells of it.
      if store.changeCount != changes { hint.set() }
    }
    if !isStarted { isTending.store(false, ordering: .releasing) }
  }

  /// Waits for something to happen, for at most so many milliseconds.
  private func wait(for patience: CInt) {
    let events = Int16(POLLIN)
    var waits = [
      pollfd(fd: end.number, events: events, revents: 0), pollfd(fd: watch.number, events: events, revents: 0),
      pollfd(fd: hint.number, events: events, revents: 0),
    ]
    poll(&waits, nfds_t(waits.count), patience)
    if waits[1].revents != 0 { watch.drain() }
    if waits[2].revents != 0 { hint.clear() }
  }

  /// Nobody could tell: the system had no descriptors left, or a log that it does not open may be opened again.
  private var mustLookAgain: Bool {
    guard end.number >= 0, hint.number >= 0 else { return true }
    let status = store.status
    return LogFile.allCases.contains { file in
      if case .unreadable(.refused, _) = status[file].state { true } else { false }
    }
  }
}

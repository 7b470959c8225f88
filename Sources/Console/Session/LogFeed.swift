import ConsoleCore
import Synchronization
import TicketCore
import TicketLog

/// The board of a state folder, kept up to date by its tailer.
final class LogFeed: BoardFeed {
  private struct State {
    var tailer: LogTailer?
    var holder: LockHolder?
    var reloads = 0
  }

  private let store: LogStore
  private let lock: WorkerLockFile
  private let state = Mutex(State())

  init(store: LogStore, lock: WorkerLockFile) {
    self.store = store
    self.lock = lock
  }

  func start(_ onNews: @escaping @Sendable () -> Void) -> Bool {
    let tailer = LogTailer(store: store, byItself: false, lock: { [lock] in lock.holder() }) { [weak self] event in
      if case .lockChanged(let holder) = event { self?.state.withLock { $0.holder = holder } }
      onNews()
    }
    state.withLock { $0.tailer = tailer }
    return tailer.start()
  }

  func stop() {
    // Not under the lock: the tailer's thread may want it before it ends.
    let tailer = state.withLock { $0.tailer }
    tailer?.stop()
  }

  func glance() {
    let tailer = state.withLock { $0.tailer }
    tailer?.glance()
  }

  func status(at now: Timestamp, in language: Language) -> FeedStatus {
    FeedStatus(store.status, of: store.folder, now: now, language: language)
  }

  func news(in language: Language) -> [ConsoleEvent] {
    let status = store.status
    let isNew = state.withLock { state in
      defer { state.reloads = status.reloads }
      return status.reloads > state.reloads
    }
    guard isNew, let reload = status.lastReload else { return [] }
    return [.reloaded(reload.sentence(in: language))]
  }

  var lockHolder: LockHolder? { state.withLock { $0.holder } }
}

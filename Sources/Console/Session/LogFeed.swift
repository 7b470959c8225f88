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
    var savingFailure: CInt?
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
    let (status, failure) = (store.status, store.savingFailure)
    return state.withLock { state in
      defer { (state.reloads, state.savingFailure) = (status.reloads, failure) }
      var news: [ConsoleEvent] = []
      if status.reloads > state.reloads, let reload = status.lastReload {
        news.append(.reloaded(reload.sentence(in: language)))
      }
      if let failure, failure != state.savingFailure {
        news.append(.message(.warning, Self.cannotSave(failure, in: language)))
      }
      return news
    }
  }

  private static func cannotSave(_ failure: CInt, in language: Language) -> String {
    SystemReason.put(
      into: language.pick(
        "The board could not be saved in cache/: the next start will read the logs whole.",
        "보드를 cache/에 저장하지 못해 다음 시작 때 로그를 처음부터 읽습니다."), failure)
  }

  var lockHolder: LockHolder? { state.withLock { $0.holder } }
}

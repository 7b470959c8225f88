import ConsoleCore
import Synchronization
import TicketClient
import TicketCore

/// The board of a server, kept up to date by its stream; the worker lock is one of this machine.
final class ServerFeed: BoardFeed {
  let board: APIBoard
  private let lock: any WorkerLock
  private let listener: Listener
  private let toldPlain = Atomic(false)

  /// Whom the board tells, once somebody listens.
  private final class Listener: Sendable {
    let onNews = Mutex<(@Sendable () -> Void)?>(nil)
  }

  init(_ service: HTTPTicketService, lock: any WorkerLock) {
    let listener = Listener()
    self.listener = listener
    self.lock = lock
    board = APIBoard(service) { listener.onNews.withLock { $0 }?() }
  }

  func start(_ onNews: @escaping @Sendable () -> Void) -> Bool {
    listener.onNews.withLock { $0 = onNews }
    return board.start()
  }

  func stop() {
    listener.onNews.withLock { $0 = nil }
    board.stop()
  }

  /// The stream tells of everything, and of its own end.
  func glance() {}

  func status(at now: Timestamp, in language: Language) -> FeedStatus {
    switch board.status {
    case .loading: .loading(0)
    case .live: .live
    case .stale(let error): .stale(error.sentence(in: language))
    }
  }

  /// What a server of the original system lacks is said once.
  func news(in language: Language) -> [ConsoleEvent] {
    guard board.isPlain, !toldPlain.exchange(true, ordering: .relaxed) else { return [] }
    let notice =
      language.pick(
        "This server has only the board: it is asked each second; where records stand and problems are not to be had.",
        "이 서버는 보드만 제공합니다. 1초마다 조회하며, 기록 위치와 문제 목록은 볼 수 없습니다.")
    return [.message(.warning, notice)]
  }

  var lockHolder: LockHolder? { lock.holder() }
}

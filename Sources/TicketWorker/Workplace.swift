import TicketClient
import TicketCore
import TicketLog

/// Where the worker finds its tickets and its lock.
struct Workplace {
  let service: any TicketService
  let lock: any WorkerLock
  /// What the lock and the logs are guarded by.
  let stateGuard: StateGuard
  /// Stops the calls that are being made; nothing where they end by themselves within seconds.
  let hurry: @Sendable () -> Void
  /// Tells at once of new tickets, of the lock, and of logs that are others; nil where the worker has to look for them.
  let news: (@Sendable (_ onNews: @escaping @Sendable (LogStatus.Reload?) -> Void) -> LogTailer)?

  /// What has to be known of a state folder on a network file system; nil on a local one.
  var networkWarning: String? { stateGuard.folder.networkWarning(in: .english) }

  /// Makes the state folder where it is missing.
  init(_ settings: WorkerSettings, clock: any TicketClock) throws {
    let folder = StateFolder(path: settings.statePath)
    try folder.create()
    let stateGuard = StateGuard(folder: folder)
    let lock = WorkerLockFile(guard: stateGuard, clock: clock, offset: settings.utcOffset)
    self.lock = lock
    self.stateGuard = stateGuard
    switch settings.place {
    case .api(let endpoint, let tokenFile):
      let token = try tokenFile.map { try APIToken(file: $0) }
      // The worker has a patience of its own.
      let service = HTTPTicketService(endpoint: endpoint, token: token, retries: .none)
      self.service = service
      hurry = { service.abandon() }
      news = nil
    case .logs:
      let store = LogStore(folder: folder, clock: clock, withCheckpoint: true)
      service = LogTicketService(store: store, guard: stateGuard, clock: clock, offset: settings.utcOffset)
      hurry = {}
      // The worker itself reads the logs each second.
      news = { onNews in
        let reloads = ReloadWatch(store)
        return LogTailer(store: store, byItself: false, lock: { lock.holder() }) { _ in onNews(reloads.look()) }
      }
    }
  }
}

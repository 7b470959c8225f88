import TicketClient
import TicketCore
import TicketLog

/// Where the tickets are, and everything that works on them there.
struct TicketPlace {
  let service: any TicketService
  let board: any LiveBoard
  let feed: any BoardFeed
  /// The logs of the state folder; nil where the tickets are a server's.
  let store: LogStore?
  let stateGuard: StateGuard
  /// Of the state folder, also where the tickets are a server's (spec: lock.md, "Through the API").
  let lock: WorkerLockFile
  /// As the head names it.
  let name: String

  init(_ options: ConsoleOptions, clock: any TicketClock) throws {
    let folder = StateFolder(path: options.statePath)
    let stateGuard = StateGuard(folder: folder)
    self.stateGuard = stateGuard
    lock = WorkerLockFile(guard: stateGuard, clock: clock, offset: options.utcOffset)
    if let server = options.server {
      let service = try HTTPTicketService(server)
      let feed = ServerFeed(service, lock: lock)
      self.service = service
      self.feed = feed
      board = feed.board
      store = nil
      name = server.endpoint.description
    } else {
      let store = LogStore(folder: folder, clock: clock, withCheckpoint: true)
      service = LogTicketService(store: store, guard: stateGuard, clock: clock, offset: options.utcOffset)
      feed = LogFeed(store: store, lock: lock)
      board = store
      self.store = store
      name = options.statePath
    }
  }

  /// Where the logs are on a network file system, what the operator has to know of it.
  func networkWarning(in language: Language) -> String? { store?.folder.networkWarning(in: language) }
}

extension HTTPTicketService {
  /// Reads the token file, if there is one.
  convenience init(_ server: ServerOption) throws(APITokenError) {
    let token = try server.tokenPath.map { (path) throws(APITokenError) in try APIToken(file: path) }
    self.init(endpoint: server.endpoint, token: token)
  }
}

import Glibc
import TicketClient
import TicketContract
import TicketCore
import TicketLog
import TicketServer

/// A server of its own on a scratch folder, gone with the test.
final class ServedFolder {
  let clock = SettableClock()
  let store: LogStore
  let folder: StateFolder
  let logs: any TicketService
  private let lock: WorkerLockFile
  private let tailer: LogTailer
  private var server: APIServer
  private(set) var endpoint: APIEndpoint

  init() throws {
    var template = Array("/tmp/tickets-client-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template).map({ String(cString: $0) }) else { throw Unusable() }
    folder = StateFolder(path: path)
    try folder.create()
    store = LogStore(folder: folder, clock: clock)
    let stateGuard = StateGuard(folder: folder)
    lock = WorkerLockFile(guard: stateGuard, clock: clock)
    let service = LogTicketService(store: store, guard: stateGuard, clock: clock)
    logs = service
    server = APIServer(
      configuration: ServerConfiguration(listener: .unix(path: path + "/s")), service: service, board: store,
      lock: lock,
      clock: clock)
    guard let endpoint = APIEndpoint("unix:\(path)/s") else { throw Unusable() }
    self.endpoint = endpoint
    let told = ServerBox(server)
    tailer = LogTailer(store: store, lock: { nil }, onEvent: { _ in told.server.notify() })
    tailer.start()
    try server.start()
  }

  deinit {
    stop()
    tailer.stop()
    for file in LogFile.allCases { unlink(folder.path(of: file)) }
    rmdir(folder.ticketsPath)
    rmdir(folder.path)
  }

  /// Adds a line to a log, as a foreign program would.
  func append(_ line: String, to file: LogFile) throws {
    guard let log = fopen(folder.path(of: file), "a") else { throw Unusable() }
    fputs(line + "\n", log)
    fclose(log)
  }

  func stop() { server.stop() }

  func start() throws { try server.start() }

  func client(retries: RetryPolicy = .brief) -> HTTPTicketService {
    HTTPTicketService(endpoint: endpoint, retries: retries)
  }

  struct Unusable: Error {}
}

private final class ServerBox: Sendable {
  let server: APIServer

  init(_ server: APIServer) { self.server = server }
}

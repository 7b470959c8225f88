import ConsoleCore
import Synchronization
import TicketCore
import TicketLog
import TicketServer

/// The HTTP API beside the screen (`:serve`), over the console's own service and board. Starting and stopping may take
/// a while, so each is done on a thread of its own, and told as an event. Any thread may ask.
final class ConsoleServer: Sendable {
  private let store: LogStore
  private let service: any TicketService
  private let lock: any WorkerLock
  private let stateGuard: StateGuard
  private let options: ConsoleOptions
  private let onEvent: @Sendable (ConsoleEvent) -> Void
  /// Locked also while the server starts or stops: one after the other.
  private let server = Mutex<APIServer?>(nil)
  /// For who must not wait for that.
  private let running = Mutex<APIServer?>(nil)

  init(
    store: LogStore, service: any TicketService, lock: any WorkerLock, guard stateGuard: StateGuard,
    options: ConsoleOptions,
    onEvent: @escaping @Sendable (ConsoleEvent) -> Void
  ) {
    self.store = store
    self.service = service
    self.lock = lock
    self.stateGuard = stateGuard
    self.options = options
    self.onEvent = onEvent
  }

  var isOn: Bool { running.withLock { $0 != nil } }

  func start() {
    inBackground {
      let result = self.server.withLock { server -> Result<String, ServerError>? in
        guard server == nil else { return nil }
        return self.open().map { new in
          server = new
          self.running.withLock { $0 = new }
          return new.listener.map { "\($0)" } ?? ""
        }
      }
      switch result {
      case .success(let address): self.onEvent(.serving(address))
      case .failure(let error):
        self.onEvent(.message(.error, SystemReason.put(into: error.sentence(in: self.options.language), error.errno)))
      case nil: break
      }
    }
  }

  /// What is being answered is finished first.
  func stop() {
    guard isOn else { return }
    inBackground {
      self.server.withLock { server in
        server?.stop()
        server = nil
        self.running.withLock { $0 = nil }
      }
      self.onEvent(.serving(nil))
    }
  }

  /// The board is another: whoever follows it is told.
  func notify() { running.withLock { $0?.notify() } }

  private func open() -> Result<APIServer, ServerError> {
    var configuration = ServerConfiguration(version: Product.version)
    configuration.offset = options.utcOffset
    let stateGuard = stateGuard
    let server = APIServer(
      configuration: configuration, service: service, board: store, lock: lock, clock: SystemClock(),
      obstacle: { stateGuard.writeObstacle() }, onAnswer: { _ in })
    return Result { () throws(ServerError) in
      try server.start()
      return server
    }
  }

  private func inBackground(_ work: @escaping @Sendable () -> Void) {
    if !BackgroundThread.run(work) { work() }
  }
}

import Synchronization
public import TicketCore

/// The HTTP API over a ticket service (spec: api.md).
///
/// Requests are answered on threads of their own, one a connection. Any thread may call any function.
public final class APIServer: Sendable {
  private struct Running {
    let daemon: Daemon
    let api: TicketAPI
    let listener: Listener
    let file: SocketFile?
  }

  private let configuration: ServerConfiguration
  private let service: any TicketService
  private let board: any LiveBoard
  private let lock: any WorkerLock
  private let clock: any TicketClock
  private let obstacle: @Sendable () -> TicketServiceError?
  private let onAnswer: (@Sendable (AccessRecord) -> Void)?
  private let running = Mutex<Running?>(nil)

  /// `service` and `board` must be of the same tickets. `obstacle` says why they cannot be written now, if so;
  /// `onAnswer` hears of each answer on the thread that gives it, and must not block.
  public init(
    configuration: ServerConfiguration, service: any TicketService, board: any LiveBoard, lock: any WorkerLock,
    clock: any TicketClock, obstacle: @escaping @Sendable () -> TicketServiceError? = { nil },
    onAnswer: (@Sendable (AccessRecord) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.service = service
    self.board = board
    self.lock = lock
    self.clock = clock
    self.obstacle = obstacle
    self.onAnswer = onAnswer
  }

  deinit { stop() }

  /// Where it listens in fact; nil while it does not.
  public var listener: Listener? { running.withLock { $0?.listener } }

  /// Listens from now on; does nothing while it does already.
  public func start() throws(ServerError) {
    try running.withLock { (running) throws(ServerError) in
      if running == nil { running = try open() }
    }
  }

  /// Accepts nothing any more, lets what is running finish, 5 s at most, and ends. Not from a request's own thread.
  public func stop() {
    guard let stopped = running.withLock({ $0.take() }) else { return }
    // First: once nobody answers there, another server may put its own socket in this place.
    stopped.file?.remove()
    stopped.daemon.stop(patience: configuration.patience)
  }

  /// Says that the board has changed: wakes the event streams. Never blocks for long.
  public func notify() {
    let api = running.withLock { $0?.api }
    api?.streams.notify()
  }

  private func open() throws(ServerError) -> Running {
    let room = try ConnectionRoom.ofThisProcess(most: 512, for: configuration.listener)
    let socket = try ListeningSocket.open(configuration.listener)
    guard socket.isLocal || configuration.token != nil else {
      socket.discard()
      throw ServerError(.needsToken, context: socket.listener.description)
    }
    let names = ServerNames(of: socket.listener, addresses: PeerAddress.ofThisMachine())
    let rules = AccessRules(
      names: names, token: configuration.token, allowedOrigins: configuration.allowedOrigins)
    let api = TicketAPI(
      service: service, board: board, lock: lock, clock: clock, rules: rules, version: configuration.version,
      offset: configuration.offset, mostStreams: room.streams, obstacle: obstacle)
    let daemon = Daemon(Transport(site: api, onAnswer: onAnswer), room: room)
    try socket.serve(by: daemon)
    return Running(daemon: daemon, api: api, listener: socket.listener, file: socket.file)
  }
}

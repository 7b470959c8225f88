import ConsoleCore
import Glibc
import TicketCore
import TicketLog
import TicketServer

extension CommandContext {
  /// `tickets serve`: answers until a signal comes.
  func serve(
    _ command: ServeCommand, store: LogStore, lock: some WorkerLock, service: (LogStore) -> some TicketService
  ) -> ExitCode {
    guard let interruption = Interruption(), let wakeup = Wakeup() else { return noDescriptors() }
    do throws(APITokenError) {
      let token = try command.tokenPath.map { (path) throws(APITokenError) in try APIToken(file: path) }
      var configuration = ServerConfiguration(
        listener: command.listener, token: token, allowedOrigins: command.allowedOrigins, version: Product.version)
      configuration.offset = options.utcOffset
      let folder = store.folder
      let log = AccessLog(diagnostics, clock: clock, offset: options.utcOffset)
      guard log.start() else { return noDescriptors() }
      defer { log.end() }
      let server = APIServer(
        configuration: configuration, service: service(store), board: store, lock: lock, clock: clock,
        obstacle: { folder.writeObstacle() }, onAnswer: { log.note($0) })
      return run(server, store: store, lock: lock, until: interruption, wakeup)
    } catch {
      diagnostics.say(error.sentence(in: language))
      return .failed
    }
  }

  private func run(
    _ server: APIServer, store: LogStore, lock: some WorkerLock, until interruption: borrowing Interruption,
    _ wakeup: Wakeup
  ) -> ExitCode {
    do throws(ServerError) {
      try server.start()
    } catch {
      diagnostics.say(error.sentence(in: language) + SystemReason.text(error.errno))
      return .failed
    }
    let tailer = LogTailer(store: store, lock: { lock.holder() }, onEvent: { _ in server.notify() })
    tailer.start()
    defer { tailer.stop() }
    if let listener = server.listener {
      diagnostics.put(TerminalText(language.pick("Listening at \(listener).", "\(listener)에서 듣고 있습니다.")))
    }
    while !Waiting.forAny(interruption, wakeup).isInterrupted {}
    server.stop()
    return .done
  }
}

import ConsoleCore
import Glibc
import ProcessEvents
import TicketCore
import TicketLog
import TicketServer

extension CommandContext {
  /// `tickets serve`: answers until a signal comes.
  func serve(
    _ command: ServeCommand, store: LogStore, lock: some WorkerLock, guard stateGuard: StateGuard,
    service: (LogStore) -> some TicketService
  ) -> ExitCode {
    guard let interruption = Interruption(defersStop: true), let wakeup = Wakeup() else { return noDescriptors() }
    let log = DiagnosticsLog(diagnostics, in: language)
    guard log.start() else { return noThread() }
    defer { log.end() }
    do throws(APITokenError) {
      let token = try command.tokenPath.map { (path) throws(APITokenError) in try APIToken(file: path) }
      var configuration = ServerConfiguration(
        listener: command.listener, token: token, allowedOrigins: command.allowedOrigins, version: Product.version)
      configuration.offset = options.utcOffset
      let refusals = AccessLog(log: log, clock: clock, offset: options.utcOffset)
      let server = APIServer(
        configuration: configuration, service: service(store), board: store, lock: lock, clock: clock,
        obstacle: { stateGuard.writeObstacle() }, onAnswer: { refusals.note($0) })
      return run(server, store: store, lock: lock, guard: stateGuard, log: log, until: interruption, wakeup)
    } catch {
      log.say(error.sentence(in: language))
      return .failed
    }
  }

  private func run(
    _ server: APIServer, store: LogStore, lock: some WorkerLock, guard stateGuard: StateGuard, log: DiagnosticsLog,
    until interruption: borrowing Interruption, _ wakeup: Wakeup
  ) -> ExitCode {
    do throws(ServerError) {
      try server.start()
    } catch {
      log.say(error.sentence(in: language) + SystemReason.text(error.errno))
      return .failed
    }
    let tailer = LogTailer(store: store, lock: { lock.holder() }, onEvent: { _ in server.notify() })
    tailer.start()
    defer { tailer.stop() }
    if let listener = server.listener {
      log.put(TerminalText(language.pick("Listening at \(listener).", "\(listener)에서 듣고 있습니다.")))
    }
    while true {
      let woken = Waiting.forAny(interruption, wakeup)
      // Stopped with the guard in a thread's hands, it would stop every other writer.
      if woken.isStopped { stateGuard.withoutGuard { JobControl.stop(.process) } }
      if woken.isInterrupted { break }
    }
    server.stop()
    return .done
  }
}

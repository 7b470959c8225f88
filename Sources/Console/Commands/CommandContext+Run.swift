import ConsoleCore
import TicketClient
import TicketCore
import TicketLog

extension CommandContext {
  /// Does what the command says.
  func run(_ command: Command) -> ExitCode {
    if let server = options.server { return run(command, at: server) }
    if command.isAboutTickets, let warning = folder.networkWarning(in: language) { diagnostics.say(warning) }
    return switch command {
    case .help, .version, .docs: tell(command)
    case .write(let command): write(command)
    case .console: read { (view) throws(TicketServiceError) in try plainConsole(view) }
    // It checks the logs, and takes nobody's word for them.
    case .read(.check(let json)): read(LogStore(folder: folder, clock: clock)) { check(json: json, of: $0) }
    case .read(let command): read { (view) throws(TicketServiceError) in try read(command, of: view) }
    case .tail: tail()
    case .info: info(store, lock: lock)
    case .worker(let command): startWorker(command)
    case .serve(let command): startServer(command)
    case .demo: demo()
    }
  }

  /// Does the same through the API.
  private func run(_ command: Command, at server: ServerOption) -> ExitCode {
    do {
      let service = try HTTPTicketService(server)
      switch command {
      case .help, .version, .docs: return tell(command)
      case .write(let command): return write(command, to: service)
      case .console: return try plainConsole(BoardView(try service.snapshot()))
      case .read(.show(let id)): return show(try service.ticket(id))
      case .read(.board(let query, let json)):
        return try board(query, json: json, of: BoardView(try service.snapshot()))
      case .read(.check(let json)): return check(json: json, of: BoardView(try service.snapshot(withProblems: true)))
      case .tail: return tail(service)
      case .info: return info(server, service, lock: lock)
      case .worker(let command): return startWorker(command, at: service)
      case .serve(let command): return startServer(command)
      case .demo: return demo()
      }
    } catch let error as APITokenError {
      diagnostics.say(error.sentence(in: language))
    } catch let error as TicketServiceError {
      return fail(error)
    } catch {
      diagnostics.say("\(error)")
    }
    return .failed
  }

  /// What needs no tickets.
  private func tell(_ command: Command) -> ExitCode {
    switch command {
    case .help(let words): help(words)
    case .version: say("tickets \(Product.version)")
    case .docs(let document): write(document)
    case .console, .write, .read, .tail, .worker, .serve, .demo, .info: .failed
    }
  }

  private func write(_ command: WritingCommand) -> ExitCode {
    do {
      try folder.create()
    } catch {
      return give(Answer(error, in: language))
    }
    let store = store
    let service = LogTicketService(
      store: store, guard: StateGuard(folder: folder), clock: clock, offset: options.utcOffset)
    defer { finish(with: store) }
    return write(command, to: service)
  }

  private func write(_ command: WritingCommand, to service: some TicketService) -> ExitCode {
    switch command {
    case .submit(let json): return submit(json, to: service)
    case .submitFile(let input): return submit(from: input, to: service)
    case .consume(let id, let processor): return consume(id, by: processor, at: service)
    case .complete(let command): return complete(command, at: service)
    }
  }

  /// What `show` throws, it throws before it writes anything.
  private func read(
    _ store: LogStore? = nil, _ show: (BoardView) throws(TicketServiceError) -> ExitCode
  ) -> ExitCode {
    let store = store ?? self.store
    defer { finish(with: store) }
    do {
      return try SteadyReading.of { () throws(TicketServiceError) in try show(BoardView.load(store)) }
    } catch {
      return fail(error)
    }
  }

  /// What the next command is faster for comes behind the answer.
  private func finish(with store: LogStore) {
    output.flush()
    store.saveBoard()
  }

  private func read(_ command: ReadingCommand, of view: BoardView) throws(TicketServiceError) -> ExitCode {
    switch command {
    case .board(let query, let json): try board(query, json: json, of: view)
    case .show(let id): try show(id, of: view)
    case .check(let json): check(json: json, of: view)
    }
  }

  /// `server` is where the tickets are; nil: in the folder's logs.
  private func startWorker(_ command: WorkerCommand, at server: HTTPTicketService? = nil) -> ExitCode {
    do {
      try folder.create()
    } catch {
      return fail(error)
    }
    let stateGuard = StateGuard(folder: folder)
    let lock = WorkerLockFile(guard: stateGuard, clock: clock, offset: options.utcOffset)
    let store = server == nil ? store : nil
    let service: any TicketService =
      server
      ?? LogTicketService(
        store: store ?? self.store, guard: stateGuard, clock: clock, offset: options.utcOffset)
    guard command.takesOver else { return work(command, at: service, lock: lock, store: store, guard: stateGuard) }
    switch takeOver(lock.holder()) {
    case .success(let holder):
      let lock = holder.map { lock.takingOver($0) } ?? lock
      return work(command, at: service, lock: lock, store: store, guard: stateGuard)
    case .failure(let refusal):
      return refusal.exit
    }
  }

  private func startServer(_ command: ServeCommand) -> ExitCode {
    do {
      try folder.create()
    } catch {
      return fail(error)
    }
    let stateGuard = StateGuard(folder: folder)
    return serve(
      command, store: store, lock: WorkerLockFile(guard: stateGuard, clock: clock, offset: options.utcOffset),
      guard: stateGuard
    ) { LogTicketService(store: $0, guard: stateGuard, clock: clock, offset: options.utcOffset) }
  }

  private func tail() -> ExitCode {
    let former = FormerBoard()
    let store = LogStore(folder: folder, clock: clock, withCheckpoint: true, onReplacement: { former.keep($0) })
    return tail(store, lock: lock, former: former)
  }

  /// `tickets` where there is no terminal to open the board in.
  private func plainConsole(_ view: BoardView) throws(TicketServiceError) -> ExitCode {
    let exit = try board(BoardQuery(), json: false, of: view)
    output.flush()
    diagnostics.say(
      language.pick(
        "Standard output is not a terminal, so this is the board as a table. Run tickets in a terminal for the screen.",
        "표준 출력이 터미널이 아니어서 보드를 표로 출력했습니다. 화면을 보려면 터미널에서 tickets를 실행하세요."))
    return exit
  }

  private func help(_ words: [String]) -> ExitCode {
    let help = Help(language: language, columns: min(terminal.columns ?? 100, 100))
    for text in help.lines(for: words) { line(text) }
    return .done
  }

  private func write(_ document: Document) -> ExitCode {
    output.write(document.text(in: language))
    return .done
  }

  private func say(_ text: String) -> ExitCode {
    line(TerminalText(text))
    return .done
  }

  private var folder: StateFolder { StateFolder(path: options.statePath) }

  private var store: LogStore { LogStore(folder: folder, clock: clock, withCheckpoint: true) }

  private var lock: WorkerLockFile {
    WorkerLockFile(guard: StateGuard(folder: folder), clock: clock, offset: options.utcOffset)
  }
}

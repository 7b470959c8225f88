import ConsoleCore
import TicketCore
import TicketLog

extension CommandContext {
  /// Does what the command says.
  func run(_ command: Command) -> ExitCode {
    switch command {
    case .help(let words): help(words)
    case .version: say("tickets \(Product.version)")
    case .docs: document()
    case .write(let command): write(command)
    case .console: read { plainConsole($0) }
    case .read(let command): read { read(command, of: $0) }
    case .tail: tail(store, lock: lock)
    case .info: info(store, lock: lock)
    case .worker(let command): startWorker(command)
    case .serve(let command): startServer(command)
    }
  }

  private func write(_ command: WritingCommand) -> ExitCode {
    do {
      try folder.create()
    } catch {
      return give(Answer(error, in: language))
    }
    let service = LogTicketService(
      store: store, guard: StateGuard(folder: folder), clock: clock, offset: options.utcOffset)
    switch command {
    case .submit(let json): return submit(json, to: service)
    case .submitFile(let input): return submit(from: input, to: service)
    case .consume(let id, let processor): return consume(id, by: processor, at: service)
    case .complete(let command): return complete(command, at: service)
    }
  }

  private func read(_ show: (BoardView) -> ExitCode) -> ExitCode {
    do {
      return show(try BoardView.load(store))
    } catch {
      return fail(error)
    }
  }

  private func read(_ command: ReadingCommand, of view: BoardView) -> ExitCode {
    switch command {
    case .board(let query, let json): board(query, json: json, of: view)
    case .show(let id): show(id, of: view)
    case .check(let json): check(json: json, of: view)
    }
  }

  private func startWorker(_ command: WorkerCommand) -> ExitCode {
    do {
      try folder.create()
    } catch {
      return fail(error)
    }
    let stateGuard = StateGuard(folder: folder)
    let (store, lock) = (store, WorkerLockFile(guard: stateGuard, clock: clock, offset: options.utcOffset))
    let service = LogTicketService(store: store, guard: stateGuard, clock: clock, offset: options.utcOffset)
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
      command, store: store, lock: WorkerLockFile(guard: stateGuard, clock: clock, offset: options.utcOffset)
    ) { LogTicketService(store: $0, guard: stateGuard, clock: clock, offset: options.utcOffset) }
  }

  /// `tickets` where there is no terminal to open the board in.
  private func plainConsole(_ view: BoardView) -> ExitCode {
    let exit = board(BoardQuery(), json: false, of: view)
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

  private func document() -> ExitCode {
    output.write(CommandTable.markdown(in: language))
    return .done
  }

  private func say(_ text: String) -> ExitCode {
    line(TerminalText(text))
    return .done
  }

  private var folder: StateFolder { StateFolder(path: options.statePath) }

  private var store: LogStore { LogStore(folder: folder, clock: clock) }

  private var lock: WorkerLockFile {
    WorkerLockFile(guard: StateGuard(folder: folder), clock: clock, offset: options.utcOffset)
  }
}

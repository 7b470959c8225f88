import ConsoleCore
import Glibc
import TicketCore
import TicketLog

extension CommandContext {
  /// How long the demo's worker takes for a ticket: long enough to be seen.
  private static let demoDelay = Duration.seconds(5)

  /// `tickets demo`: the console on a scratch folder in which tickets arrive and the worker runs. When it ends, the
  /// folder goes, too; only what ends a process at once, SIGQUIT for a core dump among it, leaves it behind.
  func demo() -> ExitCode {
    let log = DiagnosticsLog(diagnostics, in: language)
    // From here on signals are blocked: one that comes before the console hears them waits for it.
    guard let _ = Interruption() else { return noDescriptors() }
    guard log.start() else { return noThread() }
    defer { log.end() }
    do throws(TerminalError) {
      _ = try TerminalKind.examine()
    } catch {
      log.say(error.sentence(in: language))
      return .failed
    }
    let parent = environment[.temporaryFolder] ?? "/tmp"
    do throws(FileError) {
      let (exit, isGone) = try ScratchFolder.with(prefix: "tickets-demo.", below: parent) { folder in
        self.demo(in: folder, log)
      }
      log.say(isGone ? demoIsOver : demoStays(below: parent))
      return exit
    } catch {
      log.say(cannotWrite(in: parent, error))
      return .failed
    }
  }

  private func demo(in scratch: ScratchFolder, _ log: DiagnosticsLog) -> ExitCode {
    var options = options
    options.statePath = scratch.path
    let folder = StateFolder(path: scratch.path)
    do {
      try folder.create()
      var generator = SystemRandomNumberGenerator()
      let morning = try DemoMorning(until: clock.now(), options.utcOffset, in: demoLanguages, using: &generator)
      // As it is called from inside.
      let inside = StateFolder(path: ".")
      try scratch.write(morning.requests, to: inside.path(of: .requests))
      try scratch.write(morning.results, to: inside.path(of: .results))
    } catch let error as FileError {
      log.say(cannotWrite(in: scratch.path, error))
      return .failed
    } catch let error as TicketServiceError {
      return say(error, log)
    } catch {
      log.say("\(error)")
      return .failed
    }
    let service = LogTicketService(
      store: LogStore(folder: folder, clock: clock), guard: StateGuard(folder: folder), clock: clock,
      offset: options.utcOffset)
    let visitors = DemoVisitors(at: service, clock: clock, offset: options.utcOffset, in: demoLanguages)
    return visitors.visit { runConsole(options, demoDelay: Self.demoDelay) }
  }

  /// What those who file tickets speak: the operator's language more often than not. Korean cannot be said in ASCII.
  private var demoLanguages: [Language] {
    if options.ascii { return [.english] }
    return language == .korean ? [.korean, .korean, .korean, .english] : [.english, .english, .korean]
  }

  private func cannotWrite(in path: String, _ error: FileError) -> String {
    language.pick("No files can be made in \(path)", "\(path)에 파일을 만들 수 없습니다") + SystemReason.text(error.errno) + "."
  }

  private var demoIsOver: String {
    language.pick(
      "That was a demo; its folder is removed. The real board: tickets", "데모를 마치고 임시 폴더를 지웠습니다. 실제 보드: tickets")
  }

  private func demoStays(below parent: String) -> String {
    language.pick(
      "That was a demo; its folder tickets-demo.* in \(parent) could not be removed. The real board: tickets",
      "데모를 마쳤지만 \(parent)의 임시 폴더 tickets-demo.*를 지우지 못했습니다. 실제 보드: tickets")
  }
}

import Glibc
import TicketCore
import TicketLog

extension CommandContext {
  /// `tickets info`.
  func info(_ store: LogStore, lock: some WorkerLock) -> ExitCode {
    store.catchUp()
    store.verify()
    let (status, folder) = (store.status, store.folder)
    var facts: [(label: Wording, value: String)] = [
      (Wording("Version", "버전"), Product.version),
      (Wording("Program", "프로그램"), Self.programPath),
      (Wording("State folder", "상태 폴더"), Self.absolute(folder.path)),
    ]
    for file in LogFile.allCases {
      facts.append((Self.name(of: file), describe(file, status[file], folder)))
    }
    let (count, problems) = store.withBoard { board in
      (board.count, LogFile.allCases.reduce(0) { $0 + board.problemCount($1) })
    }
    let holder = lock.holder()?.sentence(in: language, now: clock.now()) ?? language.pick("free", "비어 있음")
    let size = terminal.columns.map { language.pick("\($0) columns", "\($0)칸") }
    facts += [
      (Wording("Tickets", "티켓"), "\(count)"),
      (Wording("Problems", "문제"), "\(problems)"),
      (Wording("Worker lock", "워커 락"), "\(Self.absolute(folder.lockPath)): \(holder)"),
      (
        Wording("Terminal", "터미널"),
        terminal.isTerminal
          ? [environment[.terminal], size].compactMap(\.self).joined(separator: ", ")
          : language.pick("none behind standard output", "표준 출력이 터미널이 아님")
      ),
      (Wording("Language", "언어"), options.language.rawValue),
      (Wording("UTC offset", "UTC 차이"), "\(options.utcOffset)"),
    ]
    printFacts(facts)
    return .done
  }

  private func describe(_ file: LogFile, _ status: FileStatus, _ folder: StateFolder) -> String {
    let path = Self.absolute(folder.path(of: file))
    switch status.state {
    case .missing: return path + language.pick(" (not there yet)", " (아직 없음)")
    case .unreadable(let obstacle, let number):
      return path + language.pick(": cannot be read", ": 읽을 수 없음") + SystemReason.text(number ?? obstacle.errno)
    case .reading, .live: return path + language.pick(" (\(status.bytesTotal) bytes)", " (\(status.bytesTotal)바이트)")
    }
  }

  private static func name(of file: LogFile) -> Wording {
    switch file {
    case .requests: Wording("Request log", "요청 로그")
    case .results: Wording("Result log", "결과 로그")
    }
  }

  static var programPath: String {
    guard let path = realpath("/proc/self/exe", nil) else { return "?" }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path from the root, whether anything stands there or not.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
  }
}

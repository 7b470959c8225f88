import Glibc
import ProcessEvents
import TicketCore
import TicketLog
import TicketServer
import Worker

/// One run of the program.
struct WorkerProgram {
  /// How long SIGTERM waits for what is in hand.
  static let longestFarewell = Duration.seconds(25)
  /// And for the lock to be released when that was not enough.
  static let lastPatience = Duration.seconds(3)

  let arguments: ProcessArguments
  let environment: Variables

  /// The exit code (spec: cli.md).
  func run() -> Int32 {
    ProcessSetup.ignoreWriteSignals()
    do throws(SettingError) {
      if let garbled = arguments.garbled { throw SettingError(notUTF8: "'\(garbled)'") }
      if let document = try Document(arguments.words) { return print(document.text) }
      let words = try GivenWords(arguments.words, environment)
      if words.isOption(.help) { return print(Help.text) }
      if words.isOption(.version) { return print("ticket-worker \(Product.version)\n") }
      return work(try WorkerSettings(words))
    } catch {
      say(error.sentence)
      return ExitCode.wrongWords
    }
  }

  private func work(_ settings: WorkerSettings) -> Int32 {
    let clock = SystemClock()
    let log = JSONLog(file: STDERR_FILENO, level: settings.logLevel, clock: clock, offset: settings.utcOffset)
    let signals = SignalWatch()
    guard log.start() else {
      say("The system has no thread left.")
      return ExitCode.failed
    }
    defer { log.end() }
    guard let signals else {
      log.write(.error, "The system has no descriptor left.")
      return ExitCode.failed
    }
    let metrics = WorkerMetrics()
    do {
      let place = try Workplace(settings, clock: clock)
      let server = try settings.metrics.map { address in
        try MetricsServer(at: address) { metrics.current.text }
      }
      log.write(.info, "ticket-worker \(Product.version) starts.", settings.members)
      if let warning = place.networkWarning { log.write(.warn, warning) }
      let shift = Shift(settings: settings, place: place, metrics: metrics, log: log, clock: clock)
      return withExtendedLifetime(server) { shift.work(signals) }
    } catch {
      log.write(.error, Self.sentence(error))
      return ExitCode.failed
    }
  }

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as TicketServiceError: error.sentence(in: .english) + reason(error.errno)
    case let error as APITokenError: error.sentence(in: .english)
    case let error as ServerError: error.sentence(in: .english) + reason(error.errno)
    default: "\(error)"
    }
  }

  private static func reason(_ number: CInt?) -> String { number.map { " (\(String(cString: strerror($0))))" } ?? "" }

  private func print(_ text: String) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 else { return ExitCode.failed }
      bytes = bytes.dropFirst(count)
    }
    return ExitCode.done
  }

  private func say(_ sentence: String) {
    let bytes = Array("ticket-worker: \(Self.visible(sentence))\n".utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Foreign words must not command the terminal that they are shown on: what is not plainly visible is named.
  private static func visible(_ text: String) -> String {
    var marks = 0
    return text.unicodeScalars.map { scalar in
      marks = scalar.isMark ? marks + 1 : 0
      let isPlain = scalar.canBeSeen && marks <= Unicode.Scalar.mostMarks
      return isPlain ? String(scalar) : "<\(String(scalar.value, radix: 16, uppercase: true))>"
    }.joined()
  }
}

/// What the program ends with (spec: cli.md).
enum ExitCode {
  static let done: Int32 = 0
  static let failed: Int32 = 1
  static let wrongWords: Int32 = 2
  static let locked: Int32 = 5
}

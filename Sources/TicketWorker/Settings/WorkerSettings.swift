import TicketClient
import TicketCore
import TicketServer
import Worker

/// How the worker is to work (contract: Ticket Worker V1; spec: cli.md).
struct WorkerSettings: Hashable {
  /// Where the tickets are.
  enum Place: Hashable {
    case api(APIEndpoint, tokenFile: String?)
    /// In the logs of the state folder.
    case logs
  }

  var place = Place.logs
  /// The folder of `worker.lock` and, perhaps, of the logs.
  var statePath = "state"
  var mode = WorkerMode.follow
  var delay = Duration.seconds(1)
  var concurrency = 1
  var maxRetries = 5
  var backoffBase = Duration.milliseconds(1000)
  var logLevel = LogLevel.info
  var metrics: Listener?
  var utcOffset = UTCOffset.korea

  /// The pace that they come to.
  var pace: WorkerPace {
    WorkerPace(
      delay: delay, hands: concurrency,
      backoff: .exponential(base: backoffBase, limit: max(backoffBase, .seconds(30))), retryLimit: maxRetries,
      farewell: WorkerProgram.longestFarewell - .seconds(3))
  }
}

extension WorkerSettings {
  /// Reads what was given; throws the first wrong value. An option counts more than a variable, also where one names
  /// an API and the other a folder.
  init(_ words: GivenWords) throws(SettingError) {
    self.init()
    statePath = try words.value(.state) { $0.isEmpty ? nil : $0 } ?? statePath
    let endpoint = try words.value(.api) { APIEndpoint($0) }
    if let endpoint, words.isOption(.api) || !words.isOption(.state) {
      place = .api(endpoint, tokenFile: try words.value(.tokenFile) { $0.isEmpty ? nil : $0 })
    }
    let modes = [Setting.once, .drain, .follow].filter(words.isOption)
    if modes.count > 1 {
      throw SettingError(sentence: "\(modes[0].word) and \(modes[1].word) do not go together.")
    }
    mode = words.isOption(.once) ? .once : words.isOption(.drain) ? .drain : .follow
    delay = try words.value(.delay) { Self.seconds($0) } ?? delay
    concurrency = try words.value(.concurrency) { Self.number($0, in: 1...1000) } ?? concurrency
    maxRetries = try words.value(.maxRetries) { Self.number($0, in: 0...10) } ?? maxRetries
    backoffBase =
      try words.value(.backoffBase) { Self.number($0, in: 100...10_000).map { .milliseconds($0) } } ?? backoffBase
    logLevel = try words.value(.logLevel) { LogLevel(rawValue: $0) } ?? logLevel
    metrics = try words.value(.metrics) { Listener($0) }
    utcOffset = try words.value(.utcOffset) { UTCOffset($0) } ?? utcOffset
  }

  private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
    guard isDigits(text[...]), text.utf8.count <= 6, let value = Int(text) else { return nil }
    return range.contains(value) ? value : nil
  }

  /// Decimal seconds, exact to the microsecond.
  private static func seconds(_ text: String) -> Duration? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : "0"
    guard isDigits(parts[0]), isDigits(fraction), parts[0].utf8.count <= 4, let whole = Int(parts[0]),
      let part = Int((fraction + "000000").prefix(6))
    else { return nil }
    let duration = Duration.microseconds(whole * 1_000_000 + part)
    return duration <= .seconds(3600) ? duration : nil
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

@testable import Console
@testable import TicketClient
@testable import TicketCore
@testable import TicketLog
@testable import TicketServer
@testable import TicketWorker

/// Words, variables and the small files that say how to run: they are understood or refused with a sentence, and what
/// was understood means itself when it is written again.
///
/// Words stand one behind the other with a NUL between them; the first byte says whose they are.
enum SettingsEntry {
  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let kind = choices.number(below: 4)
    var words: [String] = []
    while kind < 2, !choices.isEmpty { words.append(choices.text(upTo: 0)) }
    switch kind {
    case 0: try checkConsole(words)
    case 1: try checkWorker(words)
    case 2: try checkPlaces(choices.text(upTo: 0))
    default: try checkLock(choices.rest())
    }
  }

  private static func checkConsole(_ words: [String]) throws(Finding) {
    let values = Dictionary(zip(Environment.Name.allCases, words)) { first, _ in first }
    for environment in [Environment([:]), Environment(values)] {
      let language = Invocation.language(of: words, environment)
      switch Invocation.parse(words, environment) {
      case .success(let invocation):
        try Finding.unless(!invocation.options.statePath.isEmpty, "an empty path was taken")
      case .failure(let error):
        try Finding.unless(!error.sentence(in: language).isEmpty, "nothing is said of \(error)")
      }
    }
  }

  private static func checkWorker(_ words: [String]) throws(Finding) {
    let names = Setting.allCases.compactMap(\.variable)
    for variables in [[:], Dictionary(zip(names, words)) { first, _ in first }] {
      do throws(SettingError) {
        let settings = try WorkerSettings(try GivenWords(words, Variables(variables)))
        guard (1...1000).contains(settings.concurrency), (0...10).contains(settings.maxRetries),
          (.zero ... .seconds(3600)).contains(settings.delay)
        else { throw SettingError(sentence: "") }
      } catch {
        try Finding.unless(!error.sentence.isEmpty, "\(words) was taken, or nothing is said of it")
      }
    }
  }

  /// Addresses, times, offsets, tokens, places in a stream.
  private static func checkPlaces(_ text: String) throws(Finding) {
    if let listener = Listener(text) {
      let written = listener.description
      let again = written.hasPrefix("http://") ? String(written.dropFirst(7)) : written
      try Finding.unlessSame(Listener(again), listener, "a listener")
      if case .tcp(let host, _) = listener { try Finding.unless(!host.isEmpty, "no host in \(text)") }
    }
    if let endpoint = APIEndpoint(text) {
      let isOneLine = endpoint.base.utf8.allSatisfy { (0x21...0x7e).contains($0) }
      try Finding.unless(isOneLine, "an address that is none: \(endpoint.base)")
    }
    if let time = Timestamp(text) {
      try Finding.unlessSame(Timestamp(time.text)?.microseconds, time.microseconds, "a time again: \(time.text)")
    }
    if let offset = UTCOffset(text) { try Finding.unlessSame(UTCOffset(offset.description), offset, "an offset") }
    if let id = Ticket.ID(text) { try Finding.unless(id.description.utf8.elementsEqual(text.utf8), "another id") }
    if let id = EventID(text) { try Finding.unlessSame(EventID(id.description), id, "a place in a stream") }
    if let token = APIToken(text: text) {
      try Finding.unless(token.text.utf8.allSatisfy { (0x21...0x7e).contains($0) }, "a token that no header can hold")
      try Finding.unless(token.isSame(as: token.text) && !token.isSame(as: token.text + "x"), "tokens are mixed up")
    }
    if let target = RequestTarget(text) ?? RequestTarget("/?" + text) { _ = try? BoardQuery(target) }
  }

  /// `worker.lock`, whoever wrote it.
  private static func checkLock(_ bytes: [UInt8]) throws(Finding) {
    let now = Timestamp(microseconds: 1_767_418_202_000_000)
    let holder = FoundLock(bytes: bytes, modified: now).holder
    _ = holder.isStale(at: now)
    _ = holder.age(at: now)
    for language in Language.allCases {
      try Finding.unless(!holder.sentence(in: language, now: now).isEmpty, "nothing is said of a lock")
    }
  }
}

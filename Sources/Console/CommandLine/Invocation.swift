import TicketClient
import TicketCore

/// One call of the program, understood.
struct Invocation: Hashable, Sendable {
  let options: ConsoleOptions
  let command: Command

  /// Understands the words behind the program's name; pure. `garbled` is one of them that is not UTF-8.
  static func parse(
    _ arguments: [String], garbled: String? = nil, _ environment: Environment
  ) -> Result<Invocation, UsageError> {
    Result { () throws(UsageError) in
      let words = try WordParser.parse(arguments)
      if let garbled { throw words.error(.notUTF8(garbled)) }
      return Invocation(options: try ConsoleOptions(words, environment), command: try Command(words))
    }
  }

  /// In which language to speak about `arguments`, also when they are wrong.
  static func language(of arguments: [String], _ environment: Environment) -> Language {
    let word = OptionName.lang.word
    let own = arguments.prefix { $0 != "--" }
    let joined = own.filter { $0.hasPrefix(word + "=") }.map { String($0.dropFirst(word.count + 1)) }
    let apart = zip(own, own.dropFirst()).filter { $0.0 == word }.map(\.1)
    return (joined + apart).compactMap { Language(rawValue: $0) }.last ?? environment.language
  }
}

extension ConsoleOptions {
  /// The options of all commands among `words`, else what the environment says.
  init(_ words: ParsedWords, _ environment: Environment) throws(UsageError) {
    statePath = try Self.statePath(words, environment) ?? statePath
    server = try Self.server(words, environment)
    utcOffset = try words.value(.utcOffset) { UTCOffset($0) } ?? utcOffset
    chosenLanguage = try words.value(.lang) { Language(rawValue: $0) } ?? environment.language
    ascii = words.has(.ascii)
  }

  private static func statePath(_ words: ParsedWords, _ environment: Environment) throws(UsageError) -> String? {
    guard !words.spec.refused.contains(.state) else { return nil }
    guard let path = words.text(.state) else { return try environment.value(.state, for: words) }
    guard !path.isEmpty else { throw words.wrong(.state, "") }
    return path
  }

  /// A folder named on the command line counts more than a server named by the environment.
  private static func serverAddress(_ words: ParsedWords, _ environment: Environment) throws(UsageError) -> String? {
    if let text = words.text(.api) { return text }
    return words.has(.state) || words.spec.refused.contains(.api) ? nil : try environment.value(.api, for: words)
  }

  private static func server(_ words: ParsedWords, _ environment: Environment) throws(UsageError) -> ServerOption? {
    guard let text = try serverAddress(words, environment) else { return nil }
    guard let endpoint = APIEndpoint(text) else { throw words.wrong(.api, text) }
    if let path = words.text(.tokenFile) { return ServerOption(endpoint: endpoint, tokenPath: path) }
    return ServerOption(endpoint: endpoint, tokenPath: try environment.value(.tokenFile, for: words))
  }
}

extension Environment {
  /// What counts where the words do not say it; throws what is not UTF-8.
  fileprivate func value(_ name: Name, for words: ParsedWords) throws(UsageError) -> String? {
    if garbled.contains(name) { throw words.error(.notUTF8(name.rawValue)) }
    return self[name]
  }
}

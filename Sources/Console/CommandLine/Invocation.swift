import TicketClient
import TicketCore

/// One call of the program, understood.
struct Invocation: Hashable, Sendable {
  let options: ConsoleOptions
  let command: Command

  /// Understands the words behind the program's name; pure.
  static func parse(_ arguments: [String], _ environment: Environment) -> Result<Invocation, UsageError> {
    Result { () throws(UsageError) in
      let words = try WordParser.parse(arguments)
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
    if let path = words.text(.state) {
      guard !path.isEmpty else { throw words.wrong(.state, "") }
      statePath = path
    } else {
      statePath = environment[.state] ?? statePath
    }
    server = try Self.server(words, environment)
    utcOffset = try words.value(.utcOffset) { UTCOffset($0) } ?? utcOffset
    chosenLanguage = try words.value(.lang) { Language(rawValue: $0) } ?? environment.language
    ascii = words.has(.ascii)
  }

  /// A folder named on the command line counts more than a server named by the environment.
  private static func server(_ words: ParsedWords, _ environment: Environment) throws(UsageError) -> ServerOption? {
    guard let text = words.text(.api) ?? (words.has(.state) ? nil : environment[.api]) else { return nil }
    guard let endpoint = APIEndpoint(text) else { throw words.wrong(.api, text) }
    return ServerOption(endpoint: endpoint, tokenPath: words.text(.tokenFile) ?? environment[.tokenFile])
  }
}

/// Sorts the words of one call by the table of commands.
struct WordParser {
  private var words: ArraySlice<String>
  /// The command's words so far.
  private var path: [String] = []
  private var operands: [String] = []
  private var values: [OptionName: [String]] = [:]

  /// Throws at the first word that does not fit.
  static func parse(_ arguments: [String]) throws(UsageError) -> ParsedWords {
    var parser = WordParser(words: arguments[...])
    return try parser.parsed()
  }

  private init(words: ArraySlice<String>) { self.words = words }

  private mutating func parsed() throws(UsageError) -> ParsedWords {
    var optionsEnded = false
    while let word = words.popFirst() {
      if optionsEnded || word == "-" || !word.hasPrefix("-") {
        try take(word)
      } else if word == "--" {
        optionsEnded = true
      } else {
        try takeOption(word)
      }
    }
    let spec = CommandTable.spec(words: path)
    if has(.help) || has(.version) {
      return ParsedWords(
        spec: spec ?? CommandTable.spec(.help), operands: spec == nil ? path : operands, values: values)
    }
    guard let spec else { throw UsageError(.unknownWord("", known: nextWords), in: nil) }
    try check(spec)
    return ParsedWords(spec: spec, operands: operands, values: values)
  }

  private func has(_ option: OptionName) -> Bool { values[option] != nil }

  // MARK: Words

  /// The words that may follow those so far.
  private var nextWords: [String] {
    CommandTable.nextWords(behind: path)
  }

  private mutating func take(_ word: String) throws(UsageError) {
    if operands.isEmpty, !CommandTable.specs(under: path + [word]).isEmpty {
      path.append(word)
      return
    }
    guard let spec = CommandTable.spec(words: path) else {
      throw UsageError(.unknownWord(word, known: nextWords), in: nil)
    }
    switch spec.operand {
    case .none where nextWords.isEmpty: throw UsageError(.unexpectedWord(word), in: spec)
    case .none: throw UsageError(.unknownWord(word, known: nextWords), in: spec)
    case .ticketID where !operands.isEmpty: throw UsageError(.unexpectedWord(word), in: spec)
    case .ticketID, .command: operands.append(word)
    }
  }

  // MARK: Options

  private mutating func takeOption(_ word: String) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let option = try option(parts[0])
    if option.value == .flag {
      guard parts.count == 1 else { throw UsageError(.wrongValue(option.name, parts[1]), in: here) }
      values[option.name, default: []].append("")
    } else if parts.count == 2 {
      values[option.name, default: []].append(parts[1])
    } else {
      guard let value = words.first, !isOption(value) else { throw UsageError(.missingValue(option.name), in: here) }
      words.removeFirst()
      values[option.name, default: []].append(value)
    }
  }

  /// What `word` means to the commands that the words so far may still become. Before the first of them only the
  /// options of all commands are known: another may mean different things to different commands.
  private func option(_ word: String) throws(UsageError) -> OptionSpec {
    let known = word == "-h" ? [] : knownOptions
    if let option = known.first(where: { $0.name.word == word }) { return option }
    if word == "-h", let help = CommandTable.commonOptions.first(where: { $0.name == .help }) { return help }
    if let elsewhere = OptionName.allCases.first(where: { $0.word == word }) {
      throw UsageError(.misplacedOption(elsewhere), in: here)
    }
    throw UsageError(.unknownOption(word, known: known.map(\.name)), in: here)
  }

  private var knownOptions: [OptionSpec] {
    let own = path.isEmpty ? [] : CommandTable.specs(under: path).flatMap(\.options)
    return own + CommandTable.commonOptions
  }

  /// Whether a word that should be a value is rather the next option: then the value was forgotten.
  private func isOption(_ word: String) -> Bool {
    let name = word.prefix { $0 != "=" }
    return knownOptions.contains { $0.name.word == name }
  }

  private var here: CommandSpec? { CommandTable.spec(words: path) }

  // MARK: The whole

  private func check(_ spec: CommandSpec) throws(UsageError) {
    let own = spec.options.map(\.name)
    if let refused = spec.refused.first(where: has) { throw UsageError(.refusedOption(refused), in: spec) }
    for option in OptionName.allCases where has(option) && spec.option(option) == nil {
      throw UsageError(.misplacedOption(option), in: spec)
    }
    for option in spec.options where !option.repeats && (values[option.name] ?? []).count > 1 {
      throw UsageError(.repeated(option.name), in: spec)
    }
    let chosen = spec.alternatives.filter { own.contains($0) && has($0) }
    if chosen.count > 1 { throw UsageError(.contradiction(chosen[0], chosen[1]), in: spec) }
  }
}

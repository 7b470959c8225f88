import TicketCore

/// Words that the program does not understand.
struct UsageError: Error, Hashable, Sendable {
  enum Reason: Hashable, Sendable {
    /// No such command, or no such word behind one; empty where a word is missing.
    case unknownWord(String, known: [String])
    case unknownOption(String, known: [OptionName])
    /// An option of other commands, or one that stands before its command.
    case misplacedOption(OptionName)
    /// One of all commands that this one has no use for.
    case refusedOption(OptionName)
    case missingValue(OptionName)
    case wrongValue(OptionName, String)
    case missingOption(OptionName)
    case missingID
    case unexpectedWord(String)
    case contradiction(OptionName, OptionName)
    case repeated(OptionName)
    /// A word, or the variable of this name.
    case notUTF8(String)
  }

  let reason: Reason
  /// The command that was called, as far as it was understood.
  let spec: CommandSpec?

  init(_ reason: Reason, in spec: CommandSpec?) {
    self.reason = reason
    self.spec = spec
  }

  /// What the answer of a command that answers in JSON calls the wrong thing.
  var field: String {
    switch reason {
    case .missingOption(.json): "request_type"
    case .unknownWord(let word, _), .unexpectedWord(let word), .unknownOption(let word, _), .notUTF8(let word): word
    case .misplacedOption(let option), .refusedOption(let option), .missingValue(let option),
      .wrongValue(let option, _), .missingOption(let option), .contradiction(_, let option), .repeated(let option):
      option.field
    case .missingID: "request_id"
    }
  }

  /// What is wrong and what would be right. Holds foreign words: sanitise before showing it.
  func sentence(in language: Language) -> String {
    switch reason {
    case .unknownWord("", let known):
      language.pick("A word is missing: \(list(known)).", "명령이 모자랍니다: \(list(known)).")
    case .unknownWord(let word, let known): unknownWord(word, known, language)
    case .unknownOption(let word, let known):
      language.pick("There is no option \(word)", "\(word) 옵션은 없습니다") + suggestion(word, known.map(\.word), language)
    case .misplacedOption(let option): misplaced(option, language)
    case .refusedOption(let option):
      language.pick(
        "\(spec?.call ?? "tickets") has a folder of its own; it takes no \(option.word).",
        "\(spec?.call ?? "tickets"): 전용 임시 폴더를 쓰므로 \(option.word) 옵션을 받지 않습니다.")
    case .missingValue(let option):
      language.pick("\(option.word) needs a value: it ", "\(option.word)에 값이 필요합니다: ")
        + expectation(option).in(language) + "."
    case .wrongValue(let option, ""):
      expectation(of: option, language) + "."
    case .wrongValue(let option, let value):
      language.pick(
        "\(expectation(of: option, language)), not '\(value)'.", "\(expectation(of: option, language)): '\(value)'.")
    case .missingOption(.json):
      language.pick(
        "Say what to submit: reconcile, reports, acknowledge, or --json FILE.",
        "제출할 것을 적으세요: reconcile, reports, acknowledge 또는 --json FILE.")
    case .missingOption(let option):
      language.pick("\(option.word) is required: it ", "\(option.word) 옵션이 필요합니다: ")
        + expectation(option).in(language) + "."
    case .missingID:
      language.pick("Say which ticket: its request_id.", "어느 티켓인지 request_id를 적으세요.")
    case .unexpectedWord(let word):
      language.pick("'\(word)' is one word too many.", "'\(word)': 필요 없는 말입니다.")
    case .contradiction(let one, let other):
      language.pick(
        "\(one.word) and \(other.word) do not go together.", "\(one.word)와 \(other.word)는 함께 쓸 수 없습니다.")
    case .repeated(let option):
      language.pick("\(option.word) may be given once only.", "\(option.word)는 한 번만 쓸 수 있습니다.")
    case .notUTF8(let word):
      language.pick("'\(word)' is not UTF-8; say it in UTF-8.", "UTF-8이 아닙니다. UTF-8로 적으세요: '\(word)'")
    }
  }

  private func unknownWord(_ word: String, _ known: [String], _ language: Language) -> String {
    let isCommand = (spec?.words ?? []).isEmpty || spec?.name == .help
    let head =
      isCommand
      ? language.pick("There is no command '\(word)'", "'\(word)' 명령은 없습니다")
      : language.pick(
        "'\(word)' cannot follow \(spec?.call ?? "tickets")", "\(spec?.call ?? "tickets") 뒤에 올 수 없는 말: '\(word)'")
    return head + suggestion(word, known, language)
  }

  private func misplaced(_ option: OptionName, _ language: Language) -> String {
    let owners = CommandTable.visible.filter { $0.options.contains { $0.name == option } }
    let calls = owners.map(\.call).joined(separator: ", ")
    guard let spec, !spec.words.isEmpty else {
      return language.pick(
        "\(option.word) stands behind the command it belongs to: \(calls).", "\(option.word)는 해당 명령 뒤에 씁니다: \(calls).")
    }
    let alike = Nearest.word(to: option.word, among: spec.options.map(\.name.word))
    if let alike {
      return language.pick(
        "\(spec.call) has no option \(option.word); did you mean \(alike)?",
        "\(spec.call)에는 \(option.word) 옵션이 없습니다. 혹시 \(alike)인가요?")
    }
    return language.pick(
      "\(spec.call) has no option \(option.word); it belongs to \(calls).",
      "\(spec.call)에는 \(option.word) 옵션이 없습니다. 쓸 수 있는 명령: \(calls).")
  }

  private func suggestion(_ word: String, _ known: [String], _ language: Language) -> String {
    guard let nearest = Nearest.word(to: word, among: known) else {
      return language.pick("; known are \(list(known)).", ". 쓸 수 있는 것: \(list(known)).")
    }
    return language.pick("; did you mean \(nearest)?", ". 혹시 \(nearest)인가요?")
  }

  private func expectation(_ option: OptionName) -> Wording {
    let spec = (spec ?? CommandTable.spec(.console)).option(option) ?? CommandTable.anyOption(option)
    return (spec?.value ?? .flag).expectation
  }

  private func expectation(of option: OptionName, _ language: Language) -> String {
    "\(option.word) " + expectation(option).in(language)
  }

  private func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}

extension CommandTable {
  /// The option as the first command that has it knows it.
  static func anyOption(_ name: OptionName) -> OptionSpec? {
    (commonOptions + all.flatMap(\.options)).first { $0.name == name }
  }
}

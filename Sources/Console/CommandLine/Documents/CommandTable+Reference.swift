import Reference

extension CommandTable {
  /// What people are told of the table, as man page and completions take it.
  static var reference: ProgramReference {
    ProgramReference(
      name: "tickets", commands: visible.map(\.reference), commonOptions: commonOptions.map(\.reference))
  }
}

extension CommandSpec {
  fileprivate var reference: CommandReference {
    let operand: CommandReference.Operand =
      switch operand {
      case .none: .none
      case .ticketID: .text("ID")
      case .command: .command
      }
    return CommandReference(
      words: words, operand: operand, options: options.map(\.reference), alternatives: alternatives.map(\.word),
      usage: usage, summary: summary.english, details: details.english)
  }
}

extension OptionSpec {
  fileprivate var reference: OptionReference {
    OptionReference(name.word, value.reference, repeats: repeats, summary.english)
  }
}

extension ValueKind {
  fileprivate var reference: ValueReference {
    switch self {
    case .flag: .none
    case .folder: .folder(placeholder ?? "")
    case .file, .path: .file(placeholder ?? "")
    case .choice(let words): .choice(words)
    case .text, .count, .seconds, .endpoint, .listener, .offset: .text(placeholder ?? "")
    }
  }
}

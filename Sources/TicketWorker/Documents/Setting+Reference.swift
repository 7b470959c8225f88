import Reference

extension Setting {
  /// The table of settings as man page and completions take it.
  static var reference: ProgramReference {
    let command = CommandReference(
      words: [], options: allCases.map(\.reference), alternatives: [Setting.once, .drain, .follow].map(\.word),
      usage: "ticket-worker [--api URL | --state DIR] [--once | --drain | --follow] [OPTION]...",
      summary: "the mock worker")
    return ProgramReference(name: "ticket-worker", commands: [command])
  }

  private var reference: OptionReference {
    let instead = variable.map { "; $\($0)" } ?? ""
    return OptionReference(word, value, summary + instead)
  }

  private var value: ValueReference {
    switch self {
    case .once, .drain, .follow, .help, .version: .none
    case .tokenFile: .file(placeholder ?? "")
    case .state: .folder(placeholder ?? "")
    case .logLevel: .choice(LogLevel.allCases.map(\.rawValue))
    case .api, .delay, .concurrency, .maxRetries, .backoffBase, .metrics, .utcOffset: .text(placeholder ?? "")
    }
  }
}

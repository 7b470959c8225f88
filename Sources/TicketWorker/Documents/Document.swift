import Reference

/// What the table of settings can be written as, for `make install`; help does not mention it.
enum Document: Hashable {
  case manual
  case completion(CompletionShell)

  /// The document that `docs …` asks for; nil for words that do not begin so.
  init?(_ arguments: [String]) throws(SettingError) {
    guard arguments.first == "docs" else { return nil }
    if arguments == ["docs", "man"] {
      self = .manual
      return
    }
    guard arguments.count == 3, arguments[1] == "completion", let shell = CompletionShell(rawValue: arguments[2]) else {
      let shells = CompletionShell.allCases.map(\.rawValue).joined(separator: ", ")
      throw SettingError(sentence: "docs takes man, or completion and one of \(shells).")
    }
    self = .completion(shell)
  }

  /// Lines end with `\n`.
  var text: String {
    switch self {
    case .manual: Setting.manual.roff
    case .completion(let shell): Setting.reference.completion(for: shell)
    }
  }
}

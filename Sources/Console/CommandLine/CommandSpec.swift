/// One command: the words that call it, what follows them, and what it does.
struct CommandSpec: Hashable, Sendable {
  /// What may follow the command's words and is no option.
  enum Operand: Hashable, Sendable {
    case none
    /// A ticket's `request_id`.
    case ticketID
    /// The words of a command.
    case command
  }

  let name: CommandName
  /// What calls it: `["submit", "reconcile"]`; empty for the program's bare name.
  let words: [String]
  let operand: Operand
  let options: [OptionSpec]
  /// Options of which at most one may be given.
  let alternatives: [OptionName]
  /// Options of all commands that make no sense to this one.
  let refused: [OptionName]
  /// Whether help and documentation leave it out.
  let isHidden: Bool
  let summary: Wording
  /// What else there is to know; paragraphs are divided by line breaks.
  let details: Wording

  init(
    _ name: CommandName, _ words: String, operand: Operand = .none, options: [OptionSpec] = [],
    alternatives: [OptionName] = [], refused: [OptionName] = [], isHidden: Bool = false, summary: Wording,
    details: Wording = Wording("", "")
  ) {
    self.name = name
    self.words = words.split(separator: " ").map(String.init)
    self.operand = operand
    self.options = options
    self.alternatives = alternatives
    self.refused = refused
    self.isHidden = isHidden
    self.summary = summary
    self.details = details
  }

  /// Those of all commands that it takes.
  var commonOptions: [OptionSpec] { CommandTable.commonOptions.filter { !refused.contains($0.name) } }

  /// Its own option, or one of all commands.
  func option(_ name: OptionName) -> OptionSpec? { (options + commonOptions).first { $0.name == name } }

  /// The command as it is typed, without what follows: `tickets submit reconcile`.
  var call: String { (["tickets"] + words).joined(separator: " ") }

  /// The whole usage line.
  var usage: String {
    var parts = [call]
    switch operand {
    case .none: break
    case .ticketID: parts.append("ID")
    case .command: parts.append("[COMMAND]")
    }
    if !alternatives.isEmpty { parts.append("[\(alternatives.map(\.word).joined(separator: " | "))]") }
    parts += options.filter { !alternatives.contains($0.name) }.map(\.bracketed)
    return parts.joined(separator: " ")
  }
}

/// One command as people read and type it.
public struct CommandReference: Hashable, Sendable {
  /// What may follow its words and is no option.
  public enum Operand: Hashable, Sendable {
    case none
    /// One word; the text is what usage calls it.
    case text(String)
    /// The words of another command.
    case command
  }

  /// What calls it behind the program's name: `["submit", "reconcile"]`.
  let words: [String]
  let operand: Operand
  let options: [OptionReference]
  /// The words of options of which at most one may be given.
  let alternatives: [String]
  /// The whole usage line.
  let usage: String
  let summary: String
  /// What else there is to know; paragraphs are divided by line breaks.
  let details: String

  /// `usage` is the whole usage line, the program's name first; `summary` has no full stop.
  public init(
    words: [String], operand: Operand = .none, options: [OptionReference], alternatives: [String] = [], usage: String,
    summary: String, details: String = ""
  ) {
    self.words = words
    self.operand = operand
    self.options = options
    self.alternatives = alternatives
    self.usage = usage
    self.summary = summary
    self.details = details
  }
}

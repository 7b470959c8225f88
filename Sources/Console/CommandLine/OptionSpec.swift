/// One option of a command: its name, what it takes, and what it is for.
struct OptionSpec: Hashable, Sendable {
  let name: OptionName
  let value: ValueKind
  /// Whether the command makes no sense without it.
  let isRequired: Bool
  /// Whether it may be given more than once.
  let repeats: Bool
  let summary: Wording

  init(
    _ name: OptionName, _ value: ValueKind, isRequired: Bool = false, repeats: Bool = false, _ english: String,
    _ korean: String
  ) {
    self.name = name
    self.value = value
    self.isRequired = isRequired
    self.repeats = repeats
    summary = Wording(english, korean)
  }

  /// The option and its value: `--limit N`.
  var usage: String { ([name.word] + [value.placeholder].compactMap(\.self)).joined(separator: " ") }

  /// The same as it stands in a usage line: `[--limit N]`, `[--type T]...`.
  var bracketed: String { (isRequired ? usage : "[\(usage)]") + (repeats ? "..." : "") }
}

/// One option as people read and type it.
public struct OptionReference: Hashable, Sendable {
  /// As it is typed: `--limit`.
  let word: String
  let value: ValueReference
  /// Whether it may be given more than once.
  let repeats: Bool
  let summary: String

  /// `word` is as it is typed, dashes and all; `summary` has no full stop.
  public init(_ word: String, _ value: ValueReference, repeats: Bool = false, _ summary: String) {
    self.word = word
    self.value = value
    self.repeats = repeats
    self.summary = summary
  }

  /// The option and its value: `--limit N`.
  var usage: String { ([word] + [value.placeholder].compactMap(\.self)).joined(separator: " ") }
}

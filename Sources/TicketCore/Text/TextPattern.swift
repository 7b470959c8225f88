/// A word to be looked for in texts, the way operators type it (spec: console.md, "Filter").
///
/// It matches anywhere in a text, in any case, composed or not. A consonant alone stands for every syllable that begins
/// with it (chosung: `ㅈㅅ`, `ㅈ산` find 정산); what was typed with the keyboard in the wrong mode is read as what was
/// meant, too (`wjdtks` finds 정산, `려ㅣㅣ` finds FULL).
public struct TextPattern: Hashable, Sendable {
  /// One way to read the word.
  enum Reading: Hashable, Sendable {
    /// ASCII in lower case.
    case latin([UInt8])
    /// As `FoldedText` gives them; a consonant that stands for syllables is a `Chosung`.
    case letters([UInt32])
    /// Keys of the two-set keyboard that write Hangul; the last syllable may still be unfinished.
    case keys([UInt8])
  }

  /// As it was typed.
  public let word: String
  let readings: [Reading]

  /// Nothing, if `word` is empty.
  public init?(_ word: String) {
    guard !word.isEmpty else { return nil }
    self.word = word
    readings = Self.readings(of: word)
  }

  // The readings follow from the word.
  /// Whether both look for the same.
  public static func == (left: TextPattern, right: TextPattern) -> Bool { left.word.isExactly(right.word) }

  /// Over the word's bytes, as `==` compares them.
  public func hash(into hasher: inout Hasher) { hasher.combine(ExactText(word)) }

  /// Whether every text that holds this word holds the other one as well, which therefore found it already.
  func narrows(_ other: TextPattern) -> Bool {
    readings.allSatisfy { mine in other.readings.contains { mine.narrows($0) } }
  }
}

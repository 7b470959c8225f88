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

/// A consonant that stands for every syllable that begins with it.
enum Chosung {
  private static let mark: UInt32 = 1 << 31

  /// The consonant of that rank among those that begin a syllable.
  static func letter(_ rank: Int) -> UInt32 { mark | UInt32(rank) }

  /// The rank, if the letter stands for syllables.
  static func rank(_ letter: UInt32) -> Int? { letter & mark == 0 ? nil : Int(letter & ~mark) }

  /// Whether a scalar is what the letter stands for, or is it itself.
  static func matches(_ letter: UInt32, _ scalar: UInt32) -> Bool {
    guard let rank = rank(letter) else { return letter == scalar }
    guard let syllable = HangulSyllable(scalar) else { return scalar == jamo[rank] }
    return syllable.leading == rank
  }

  /// The consonants that a lone jamo stands for: two, where an input method joined them (ㄳ). Nil for no consonant.
  static func letters(of scalar: UInt32) -> [UInt32]? {
    clusters[scalar] ?? jamo.firstIndex(of: scalar).map { [letter($0)] }
  }

  // ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
  private static let jamo: [UInt32] = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars.map(\.value)

  private static let clusters: [UInt32: [UInt32]] = {
    let parts = ["ㄳㄱㅅ", "ㄵㄴㅈ", "ㄶㄴㅎ", "ㄺㄹㄱ", "ㄻㄹㅁ", "ㄼㄹㅂ", "ㄽㄹㅅ", "ㄾㄹㅌ", "ㄿㄹㅍ", "ㅀㄹㅎ", "ㅄㅂㅅ"]
    return Dictionary(
      uniqueKeysWithValues: parts.map { part in
        let scalars = part.unicodeScalars.map(\.value)
        return (scalars[0], scalars[1...].compactMap { jamo.firstIndex(of: $0).map(letter) })
      })
  }()
}

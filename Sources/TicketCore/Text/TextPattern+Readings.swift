extension TextPattern {
  static func readings(of word: String) -> [Reading] {
    [asTyped(word), asHangul(word), asLatin(word)].compactMap(\.self)
  }

  private static func asTyped(_ word: String) -> Reading {
    let scalars = FoldedText.scalars(of: word)
    if scalars.allSatisfy({ $0 < 0x80 }) { return .latin(scalars.map { UInt8($0) }) }
    return .letters(scalars.flatMap { Chosung.letters(of: $0) ?? [$0] })
  }

  /// Latin letters that write syllables, typed without the Korean input method.
  private static func asHangul(_ word: String) -> Reading? {
    let keys = word.utf8.map { isShifted.contains($0) ? $0 : $0.lowercasedASCII }
    guard keys.contains(where: \.isLatinLetter), keys.allSatisfy({ $0.isLatinLetter || $0.isDigit }) else { return nil }
    let runs = keys.split(whereSeparator: \.isDigit)
    return runs.allSatisfy(writesSyllables) ? .keys(keys) : nil
  }

  /// The only keys that write another letter with Shift.
  private static let isShifted = Set("QWERTOP".utf8)
  private static let vowelKeys = Set("koiOjpuPhynbml".utf8)

  /// Whether keys write one syllable after the other: never a vowel alone, at most three consonants in a row (two that
  /// end a syllable, one that begins the next).
  private static func writesSyllables(_ keys: ArraySlice<UInt8>) -> Bool {
    guard keys.count >= 2, let first = keys.first, !vowelKeys.contains(first),
      keys.dropFirst().first.map(vowelKeys.contains) == true
    else { return false }
    var (vowels, consonants) = (0, 0)
    for key in keys {
      (vowels, consonants) = vowelKeys.contains(key) ? (vowels + 1, 0) : (0, consonants + 1)
      if vowels > 2 || consonants > 3 { return false }
    }
    return true
  }

  /// So many consonants alone are hardly a Latin word that was typed with the Korean input method on, but chosung.
  private static let mostChosung = 3

  /// Hangul whose keys write Latin letters, typed with the Korean input method on.
  private static func asLatin(_ word: String) -> Reading? {
    let isChosung = word.unicodeScalars.allSatisfy { Chosung.letters(of: $0.value) != nil }
    if isChosung, word.unicodeScalars.count <= mostChosung { return nil }
    var (latin, hasHangul) = ([UInt8](), false)
    for character in word {
      if let keys = Hangul.latin(for: character) {
        hasHangul = true
        latin += keys.utf8.map(\.lowercasedASCII)
      } else if let byte = character.asciiValue {
        latin.append(byte.lowercasedASCII)
      } else {
        return nil
      }
    }
    return hasHangul ? .latin(latin) : nil
  }
}

extension TextPattern.Reading {
  /// Whether all that this reading matches is matched by the other.
  func narrows(_ other: Self) -> Bool {
    switch (self, other) {
    case (.latin(let mine), .latin(let theirs)): mine.contains(theirs, by: ==)
    case (.letters(let mine), .letters(let theirs)): mine.contains(theirs) { Self.covers($1, $0) }
    case (.letters(let mine), .latin(let theirs)): Self.holds(mine, theirs)
    case (.keys(let mine), .keys(let theirs)): mine.starts(with: theirs)
    case (_, _): false
    }
  }

  /// A Latin word is none where a mark follows its last letter, and what follows the last of `letters` nobody knows.
  private static func holds(_ letters: [UInt32], _ latin: [UInt8]) -> Bool {
    letters.indices.dropLast(latin.count).contains { start in
      let behind = letters[start + latin.count]
      return zip(letters[start...], latin).allSatisfy { $0 == UInt32($1) } && !Composition.marks.contains(behind)
    }
  }

  private static func covers(_ wide: UInt32, _ narrow: UInt32) -> Bool {
    wide == narrow || Chosung.matches(wide, narrow)
  }
}

extension Array {
  /// Whether `part` stands in it without a gap.
  fileprivate func contains(_ part: [Element], by isSame: (Element, Element) -> Bool) -> Bool {
    guard part.count <= count else { return false }
    return (0...(count - part.count)).contains { start in
      zip(self[start...], part).allSatisfy(isSame)
    }
  }
}

extension UInt8 {
  fileprivate var isLatinLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  fileprivate var isDigit: Bool { self &- 0x30 < 10 }
}

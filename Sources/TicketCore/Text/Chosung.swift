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

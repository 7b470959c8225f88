/// A composed Hangul syllable as its parts, each by its rank in Unicode's order of modern letters.
struct HangulSyllable: Hashable, Sendable {
  static let scalars: ClosedRange<UInt32> = 0xAC00...0xD7A3

  /// ㄱ is 0, ㅎ is 18.
  let leading: Int
  /// ㅏ is 0, ㅣ is 20.
  let vowel: Int
  /// ㄱ is 1, ㅎ is 27; 0 without a final consonant.
  let trailing: Int

  /// Nothing, if the scalar is none.
  init?(_ scalar: UInt32) {
    guard Self.scalars.contains(scalar) else { return nil }
    let number = Int(scalar - Self.scalars.lowerBound)
    (leading, vowel, trailing) = (number / (21 * 28), number / 28 % 21, number % 28)
  }

  /// The keys of the two-set keyboard that write it, in order; 0 behind the last.
  var keys: (UInt8, UInt8, UInt8, UInt8, UInt8) {
    let (first, vowel, last) = (Keys.leading[leading], Keys.vowels[vowel], Keys.trailing[trailing])
    return vowel.1 == 0 ? (first, vowel.0, last.0, last.1, 0) : (first, vowel.0, vowel.1, last.0, last.1)
  }

  /// The key that writes the consonant of that rank at the beginning of a syllable.
  static func leadingKey(_ rank: Int) -> UInt8 { Keys.leading[rank] }

  /// The keys of the parts as bytes.
  private enum Keys {
    static let leading = (0x1100...0x1112).map { bytes($0).0 }
    static let vowels = (0x1161...0x1175).map(bytes)
    static let trailing = [(UInt8(0), UInt8(0))] + (0x11A8...0x11C2).map(bytes)

    private static func bytes(_ jamo: UInt32) -> (UInt8, UInt8) {
      let keys = Array((Unicode.Scalar(jamo).flatMap(Hangul.latin(for:)) ?? "").utf8)
      return (keys.first ?? 0, keys.count > 1 ? keys[1] : 0)
    }
  }
}

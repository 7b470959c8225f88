/// The Korean two-set (2-beolsik) keyboard: which Latin keys were pressed to write a Hangul letter or syllable.
///
/// With the Korean input method on, a key command arrives as jamo: ㅂ is `q`, ㅗㅓㅏㅣ are `hjkl`, 하 is `gk`.
public enum Hangul {
  /// The keys behind a compatibility jamo, conjoining jamo or syllable, composed or not; shifted ones in upper case.
  ///
  /// Nil for anything else, old Hangul included, which this keyboard cannot write.
  public static func latin(for character: Character) -> String? {
    var keys = ""
    for scalar in character.unicodeScalars {
      guard let more = latin(for: scalar) else { return nil }
      keys += more
    }
    return keys
  }

  static func latin(for scalar: Unicode.Scalar) -> String? {
    let value = Int(scalar.value)
    switch value {
    case 0x1100..<0x1100 + leading.count: return leading[value - 0x1100]
    case 0x1161..<0x1161 + vowels.count: return vowels[value - 0x1161]
    case 0x11A8..<0x11A8 + trailing.count: return trailing[value - 0x11A8]
    case 0x3131..<0x3131 + consonants.count: return consonants[value - 0x3131]
    case 0x314F..<0x314F + vowels.count: return vowels[value - 0x314F]
    case 0xAC00...0xD7A3: return syllable(value - 0xAC00)
    default: return nil
    }
  }

  /// A composed syllable is a number in the mixed base 19, 21, 28; its last digit is 0 without a final consonant.
  private static func syllable(_ number: Int) -> String {
    let last = number % 28
    let start = leading[number / (21 * 28)] + vowels[number / 28 % 21]
    return last == 0 ? start : start + trailing[last - 1]
  }

  // In Unicode's order: ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
  private static let leading = keys("r R s e E f a q Q t T d w W c z x v g")
  // ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ
  private static let vowels = keys("k o i O j p u P h hk ho hl y n nj np nl b m ml l")
  // ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ
  private static let trailing = keys("r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g")
  // ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
  private static let consonants = keys("r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g")

  private static func keys(_ list: String) -> [String] {
    list.split(separator: " ").map(String.init)
  }
}

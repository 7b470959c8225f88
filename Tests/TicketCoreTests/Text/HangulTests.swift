import Testing

@testable import TicketCore

@Suite struct HangulTests {
  @Test(arguments: [
    ("ㅂ", "q"), ("ㅜ", "n"), ("ㅗ", "h"), ("ㅓ", "j"), ("ㅏ", "k"), ("ㅣ", "l"), ("ㅔ", "p"), ("하", "gk"), ("ㅃ", "Q"),
    ("ㅆ", "T"),
    ("한", "gks"), ("값", "rkqt"), ("뷁", "qnpfr"), ("의", "dml"), ("ㄳ", "rt"), ("ㄸ", "E"), ("ㅎ", "g"), ("힣", "glg"),
    ("까", "Rk"),
    ("\u{1112}", "g"), ("\u{1161}", "k"), ("\u{11AB}", "s"), ("\u{1112}\u{1161}\u{11AB}", "gks"),
  ])
  func `a letter or syllable gives the keys that wrote it`(_ hangul: String, _ keys: String) {
    #expect(Hangul.latin(for: Character(hangul)) == keys)
  }

  @Test(arguments: ["a", "Q", " ", "1", "é", "漢", "😀", "\u{3164}", "ㆍ", "\u{114C}", "\u{119E}", "가\u{301}"])
  func `what is not Hangul of this keyboard gives nothing`(_ other: String) {
    #expect(Hangul.latin(for: Character(other)) == nil)
  }

  @Test func `each of the 51 letters gives its own keys`() {
    let letters = (UInt32(0x3131)...0x3163).compactMap(Unicode.Scalar.init).map(Character.init)
    #expect(Set(letters.compactMap(Hangul.latin(for:))).count == 51)
  }

  @Test func `all 11,172 syllables give the keys of their parts`() {
    var wrong = 0
    for value in UInt32(0xAC00)...0xD7A3 {
      let number = value - 0xAC00
      guard let syllable = Unicode.Scalar(value),
        let leading = Unicode.Scalar(0x1100 + number / 588), let vowel = Unicode.Scalar(0x1161 + number / 28 % 21),
        let trailing = Unicode.Scalar(0x11A7 + number % 28)
      else { continue }
      let parts = [leading, vowel] + (number % 28 == 0 ? [] : [trailing])
      let keys = parts.compactMap { Hangul.latin(for: Character($0)) }.joined()
      if Hangul.latin(for: Character(syllable)) != keys || !(2...5).contains(keys.count) { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}

import TicketContract
import Testing

@testable import TicketCore

@Suite struct TextPatternTests {
  private static let found: [(String, String)] = [
    // As it stands, anywhere, in any case.
    ("정산", "일일 정산 불일치"), ("full", "RECONCILE FULL"), ("FULL", "full"), ("ÉTÉ", "un été"), ("re-ev", "RE-EVALUATE"),
    ("📈", "정정 📈"), ("(지표", "재생성 (지표 정의)"), ("привет", "ПРИВЕТ"), ("3건", "차이 3건"), ("a", "A"),
    // Composed or not, on either side.
    ("정산", "일일 \u{110C}\u{1165}\u{11BC}\u{1109}\u{1161}\u{11AB}"), ("\u{110C}\u{1165}\u{11BC}산", "정산"),
    ("é", "e\u{301}te"), ("e\u{301}", "été"), ("が", "か\u{3099}"),
    // First consonants.
    ("ㅈㅅ", "일일 정산"), ("ㅈ산", "정산"), ("정ㅅ", "정산"), ("ㅈㅅㅎ", "재시행"), ("ㄲ", "까치"), ("ㅈㅅ", "초성 ㅈㅅ"),
    ("ㄱㅊㅇ3", "잔고차이 기차역3"), ("ㅄ", "별수"), ("ㄳ", "감사"),
    // The keyboard in Latin mode for Hangul, also while it is typed.
    ("wjdtks", "일일 정산"), ("wjd", "정산"), ("wjdt", "정산"), ("wj", "정산"), ("dlf", "이력"), ("dlfur", "이력"),
    ("Rk", "까치"), ("rhk", "과정"), ("rho", "괜찮다"), ("rkqt", "값"), ("3rjs", "차이 3건"), ("WJDtks", "쩡산"),
    // The keyboard in Hangul mode for Latin.
    ("려ㅣㅣ", "RECONCILE FULL"), ("재가ㄷㄱ", "worker_4242"), ("ㅅㄱㅁㅊㄷ", "trace-1"), ("ㅡ뭄ㅣ", "manal"),
    ("재가ㄷㄱ_42", "worker_42"),
  ]

  private static let notFound: [(String, String)] = [
    ("정산", "정 산"), ("산정", "정산"), ("full", "ful l"), ("e", "\u{65}\u{301}"), ("정", "저"),
    ("ㅈㅅ", "정 산"), ("ㅅㅈ", "정산"), ("ㄱ", "까"), ("ㅏ", "가"),
    ("wjdtks", "정산".prefix(1) + "선"), ("rk", "까"), ("tks", "정사"), ("w", "정산"), ("jd", "정산"),
    ("ㄱㄷ", "RECONCILE"), ("ㅇㄹ", "9df8"), ("정산", "wjdtks".dropLast() + ""), ("a", ""),
  ].map { ($0.0, String($0.1)) }

  @Test(arguments: found)
  func `a word is found as operators type it`(_ word: String, _ text: String) throws {
    #expect(try #require(TextPattern(word)).matches(text))
  }

  @Test(arguments: notFound)
  func `a word is not found where it does not stand`(_ word: String, _ text: String) throws {
    #expect(try #require(TextPattern(word)).matches(text) == false)
  }

  @Test(arguments: [[0xCC], [0xCC, 0x28], [0xCD, 0xC0], [0xCD, 0xB0], [0xCD, 0xBF]] as [[UInt8]])
  func `what is no mark leaves the letter before as it is`(_ behind: [UInt8]) throws {
    let (wide, narrow) = (try #require(TextPattern("uq")), try #require(TextPattern("uq\u{fffd}")))
    let isBroken = String(validating: behind, as: UTF8.self) == nil
    (Array("uq".utf8) + behind).withUnsafeBufferPointer { text in
      #expect(wide.range(in: text) == 0..<2)
      #expect(narrow.matches(text) == isBroken)
    }
  }

  @Test(arguments: ["\u{300}", "\u{33f}", "\u{340}", "\u{36f}"])
  func `a mark makes the letter before another one`(_ mark: String) throws {
    #expect(try #require(TextPattern("uq")).matches("uq" + mark) == false)
  }

  @Test func `there is no pattern of nothing`() { #expect(TextPattern("") == nil) }

  @Test(arguments: [("정산", "일일 정산 확인", 7..<13), ("ㅅ", "정산", 3..<6), ("full", "x FULL", 2..<6)])
  func `where a word stands is told in bytes`(_ word: String, _ text: String, _ place: Range<Int>) throws {
    let pattern = try #require(TextPattern(word))
    #expect(Array(text.utf8).withUnsafeBufferPointer { pattern.range(in: $0) } == place)
  }

  @Test(arguments: found)
  func `a word stands in a long text wherever it is put`(_ word: String, _ text: String) throws {
    let pattern = try #require(TextPattern(word))
    for before in 0..<20 {
      #expect(pattern.matches(String(repeating: "·", count: before % 7) + String(repeating: " ", count: before) + text))
      #expect(pattern.matches(text + String(repeating: " ", count: before)))
    }
  }

  @Test(arguments: found + notFound)
  func `bytes that are no text harm nobody`(_ word: String, _ text: String) throws {
    let pattern = try #require(TextPattern(word))
    let bytes = Array(text.utf8)
    for end in 0...bytes.count {
      for bad in [[], [0xFF], [0xE1], [0xCC], [0xED, 0xA0, 0x80], [0xF0, 0x9F]] as [[UInt8]] {
        let cut = bytes[end...] + bad + bytes[..<end] + bad
        Array(cut).withUnsafeBufferPointer { bytes in
          if let range = pattern.range(in: bytes) { #expect(range.upperBound <= bytes.count) }
        }
      }
    }
  }

  @Test func `a scan finds every place where a word stands`() throws {
    let words = try ["정산", "full", "ㅂㅈ"].map { try #require(TextPattern($0)) }
    let bytes = Array("일일 정산, FULL 부재 정산 full".utf8)
    var scan = PatternScan(words)
    scan.begin()
    let places = bytes.withUnsafeBufferPointer { text in
      var (places, start) = ([Int](), 0)
      while let place = scan.next(in: text, from: start) {
        places.append(place)
        start = place + 1
      }
      return places
    }
    let expected = bytes.indices.filter { index in
      words.contains { word in
        Array(bytes[index...]).withUnsafeBufferPointer { word.range(in: $0)?.lowerBound == 0 }
      }
    }
    #expect(places == expected && places.count == 5)
  }

  @Test(arguments: [
    ("uq\u{323}", "uq", "uq\u{323}"), ("가uq", "uq", "가uq\u{323}"), ("k정", "k", "\u{212a}정"),
    ("uq가", "uq", "uq가"), ("uq\u{3f3}", "uq", "uq\u{37f}"),
  ])
  func `a word narrows another only where that finds all that it finds`(
    _ word: String, _ wider: String, in text: String
  ) throws {
    let (narrow, wide) = (try #require(TextPattern(word)), try #require(TextPattern(wider)))
    #expect(!narrow.matches(text) || wide.matches(text) || !narrow.narrows(wide))
  }
}

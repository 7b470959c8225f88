import ConsoleCore
import Testing

@Suite struct KeyDecoderTests {
  private let start = ContinuousClock.now

  private func inputs(_ text: String) -> [KeyInput] { text.utf8.map(KeyInput.byte) }

  private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.decode(inputs(text), at: start)
  }

  private func characters(_ text: String) -> [Key] { text.map(Key.character) }

  @Test(arguments: [
    ("\r", Key.enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\n", .control("j")),
    ("\u{3}", .control("c")), ("\u{13}", .control("s")), ("\u{1A}", .control("z")), ("\u{1F}", .control("_")),
    ("\u{1C}", .control("\\")), ("\u{1B}", .escape), ("\u{1B}b", .alt("b")), ("\u{1B}한", .alt("한")),
    ("\u{1B}\u{7F}", .alt("\u{7F}")), ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[Z", .backTab),
    ("\u{1B}[3~", .delete), ("\u{1B}[6~", .pageDown), ("\u{1B}[24~", .function(12)), ("\u{1B}OP", .function(1)),
    ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;3D", .wordLeft), ("q", .character("q")), (" ", .character(" ")),
    ("ㅂ", .character("ㅂ")), ("😀", .character("😀")),
  ])
  func aKeyIsWhatItsBytesSay(_ text: String, _ key: Key) {
    #expect(keys(text) == [key])
  }

  @Test(arguments: [
    "\u{0}", "\u{85}", "\u{1B}[1;2P", "\u{1B}[I", "\u{1B}[?1;2c", "\u{1B}]52;c;YQ==\u{7}", "\u{1B}]0;x\u{1B}\\",
  ])
  func whatMeansNoKeyIsSwallowedWhole(_ text: String) {
    #expect(keys(text + "q") == [.character("q")])
  }

  @Test func everyCharacterOfAReadIsAKeyOfItsOwn() {
    #expect(keys("정산 ok") == characters("정산 ok"))
  }

  @Test func aCharacterWaitsForTheBytesThatAreMissing() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.byte(0xEA)], at: start) == [])
    #expect(decoder.decode([.byte(0xB0)], at: start) == [])
    #expect(decoder.decode([.byte(0x81), .key(.down)], at: start) == [.character("각"), .down])
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xF5],
      [0xEA, 0xB0],
    ] as [[UInt8]])
  func whatIsNotUTF8IsDroppedAndNothingElse(_ bytes: [UInt8]) {
    var decoder = KeyDecoder()
    let around = inputs("가") + bytes.map(KeyInput.byte) + inputs("A나")
    #expect(decoder.decode(around, at: start) == characters("가A나"))
  }

  @Test func marksThatComeWithTheirBaseAreOneCharacterWithIt() {
    #expect(keys("e\u{301}x") == characters("e\u{301}x"))
    #expect(keys("\u{1112}\u{1161}\u{11AB}").count == 1)
    #expect(keys("\u{1112}\u{1161}") + keys("\u{11AB}") == [.character("\u{1112}\u{1161}"), .character("\u{11AB}")])
  }

  @Test func escapeFollowedByAKeyIsBoth() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.byte(0x1B), .key(.up)], at: start) == [.escape, .up])
    #expect(keys("\u{1B}\r") == [.escape, .enter])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
  }

  @Test func escapeAtTheEndOfAReadThatGoesOnWaits() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.byte(0x1B)], at: start, more: true) == [])
    #expect(decoder.decode(inputs("f"), at: start) == [.alt("f")])
  }

  @Test func aSequenceMayBeCutAnywhere() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(inputs("\u{1B}["), at: start) == [])
    #expect(decoder.deadline == start + KeyDecoder.sequenceTimeout)
    #expect(decoder.decode(inputs("5"), at: start) == [])
    #expect(decoder.decode(inputs("~"), at: start) == [.pageUp])
    #expect(decoder.deadline == nil)
  }

  @Test(arguments: ["[", "O", "]"] as [Character])
  func altAndASequencesFirstLetterIsAKeyWhenNothingFollows(_ letter: Character) {
    var decoder = KeyDecoder()
    #expect(decoder.decode(inputs("\u{1B}\(letter)"), at: start) == [])
    #expect(decoder.expire(at: start) == [])
    #expect(decoder.expire(at: start + KeyDecoder.sequenceTimeout) == [.alt(letter)])
    #expect(decoder.decode(inputs("q"), at: start) == [.character("q")])
  }

  @Test func aBracketTypedAfterEscapeIsACharacter() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(inputs("\u{1B}"), at: start) == [.escape])
    #expect(decoder.decode(inputs("["), at: start) == [])
    #expect(decoder.expire(at: start + KeyDecoder.sequenceTimeout) == [.character("[")])
  }

  @Test(arguments: ["\u{1B}[M !q", "\u{1B}[Mqqq", "\u{1B}[M\u{1B}\r\u{3}", "\u{1B}[Mq가q"])
  func whatTheMouseDidInTheWayOfX10IsNoKey(_ report: String) {
    #expect(keys(report + "x") == characters("x"))
  }

  @Test func aSequenceThatStopsInTheMiddleIsDropped() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(inputs("\u{1B}[1;5"), at: start) == [])
    #expect(decoder.expire(at: start + KeyDecoder.sequenceTimeout) == [])
    #expect(decoder.decode(inputs("A"), at: start) == [.character("A")])
  }
}

import Testing

@testable import ConsoleCore

@Suite struct PasteTests {
  private let start = ContinuousClock.now
  private let begin = "\u{1B}[200~"
  private let end = "\u{1B}[201~"

  private func inputs(_ text: String) -> [KeyInput] { text.utf8.map(KeyInput.byte) }

  @Test(arguments: ["정산\r확인", "", "\u{1B}", "\u{1B}[201", "\u{1B}\u{1B}[2", "q\u{3}\u{1B}[A\t"])
  func aPasteIsOneKeyWhateverIsInIt(_ text: String) {
    var decoder = KeyDecoder()
    let keys = decoder.decode(inputs("a" + begin + text + end + "b"), at: start)
    #expect(keys == [.character("a"), .paste(text), .character("b")])
  }

  @Test(arguments: 1...16)
  func aPasteMayBeCutIntoReadsAnywhere(_ length: Int) {
    var decoder = KeyDecoder()
    let whole = inputs(begin + "가나다" + end)
    var keys: [Key] = []
    for first in stride(from: 0, to: whole.count, by: length) {
      keys += decoder.decode(whole[first..<min(first + length, whole.count)], at: start)
    }
    // Escape alone in a read is the Escape key; nothing else of the paste is one.
    #expect(keys == (length == 1 ? [.escape] : []) + [.paste("가나다")])
  }

  @Test func aKeyThatTheTerminalLibrarySeesInAPasteIsNone() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(inputs(begin + "x") + [.key(.up)] + inputs(end), at: start) == [.paste("x")])
  }

  @Test func ofALongPasteTheBeginningIsKept() {
    var decoder = KeyDecoder()
    let text = String(repeating: "한", count: 30_000)
    let keys = decoder.decode(inputs(begin + text + end), at: start)
    #expect(keys == [.paste(String(repeating: "한", count: Paste.kept / 3))])
  }

  @Test func aPasteWithoutAnEndEndsWhenNothingComesForASecond() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(inputs(begin + "lost"), at: start) == [])
    #expect(decoder.expire(at: start + .milliseconds(999)) == [])
    #expect(decoder.expire(at: start + .seconds(1)) == [.paste("lost")])
    #expect(decoder.decode(inputs("q"), at: start) == [.character("q")])
  }

  @Test func whatComesOfAPasteAfterAPauseIsNoKey() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(inputs(begin + "one"), at: start) == [])
    #expect(decoder.expire(at: start + .seconds(1)) == [.paste("one")])
    #expect(decoder.deadline == nil)
    #expect(decoder.decode(inputs("quit \rq and D\r"), at: start + .seconds(9)) == [])
    #expect(
      decoder.decode(inputs("q" + end + "n"), at: start + .seconds(9)) == [
        .paste("quit \rq and D\rq"), .character("n"),
      ])
  }

  @Test(arguments: ["q", "xq", "D"]) func aShortRestOfAPasteWithItsEndIsNoKey(_ rest: String) {
    var decoder = KeyDecoder()
    _ = decoder.decode(inputs(begin + "one"), at: start)
    _ = decoder.expire(at: start + .seconds(1))
    #expect(decoder.decode(inputs(rest + end), at: start + .seconds(2)) == [.paste(rest)])
  }

  @Test(arguments: 1...5) func theEndOfAPasteMayComeAfterAPause(_ cut: Int) {
    var decoder = KeyDecoder()
    _ = decoder.decode(inputs(begin + "one"), at: start)
    _ = decoder.expire(at: start + .seconds(1))
    #expect(decoder.decode(inputs(end).prefix(cut), at: start + .seconds(2)) == [])
    #expect(decoder.decode(inputs(end).dropFirst(cut), at: start + .seconds(2)) == [])
    #expect(decoder.decode(inputs("q"), at: start + .seconds(3)) == [.character("q")])
  }

  @Test(arguments: ["\u{3}": Key.control("c"), "\u{1B}[A": .up, "한": .character("한")])
  func aKeyTypedWhereTheEndOfAPasteIsLostIsAKey(_ typed: String, _ key: Key) {
    var decoder = KeyDecoder()
    _ = decoder.decode(inputs(begin + "lost"), at: start)
    _ = decoder.expire(at: start + .seconds(1))
    #expect(decoder.decode(inputs(typed), at: start + .seconds(2)) == [key])
  }

  @Test func whatFollowsAPasteThatReachedItsLimitIsNoKey() {
    var decoder = KeyDecoder()
    let keys = decoder.decode(inputs(begin + String(repeating: "x", count: Paste.limit + 100)), at: start)
    #expect(keys == [.paste(String(repeating: "x", count: Paste.kept))])
    #expect(decoder.decode(inputs("q" + end), at: start) == [])
    #expect(decoder.decode(inputs("n"), at: start) == [.character("n")])
  }
}

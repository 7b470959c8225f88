import ConsoleCore
import Testing

@Suite struct ClipboardSequenceTests {
  // The test vectors of RFC 4648, and text that is not ASCII.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("정산", "7KCV7IKw"), ("\u{1B}[2J", "G1sySg=="), ("~~?", "fn4/"), ("~~>", "fn4+"),
  ])
  func aTextIsSentInBase64(_ text: String, _ encoded: String) {
    #expect(ClipboardSequence(text)?.bytes == Array("\u{1B}]52;c;\(encoded)\u{7}".utf8))
  }

  @Test func aTextThatTerminalsDoNotTakeIsNotSent() {
    #expect(ClipboardSequence(String(repeating: "x", count: ClipboardSequence.limit)) != nil)
    #expect(ClipboardSequence(String(repeating: "x", count: ClipboardSequence.limit + 1)) == nil)
  }
}

import Testing
import TicketCore

/// spec: tickets.md, "What a writer does": the lines look like those of Python's `json.dumps(…, ensure_ascii=False)`
struct JSONWriterTests {
  @Test(
    arguments: [
      (.null, "null"), (.bool(true), "true"), (.bool(false), "false"), (.number("1e999999"), "1e999999"),
      ([], "[]"), ([:], "{}"), (["a", .null], #"["a", null]"#), (["a": "b", "c": ["d"]], #"{"a": "b", "c": ["d"]}"#),
      ("한글 📈 é", #""한글 📈 é""#), ("\"\\/", #""\"\\/""#), ("\u{8}\u{c}\n\r\t", #""\b\f\n\r\t""#),
      ("\u{0}\u{1f}\u{7f}\u{2028}", "\"\\u0000\\u001f\u{7f}\u{2028}\""),
    ] as [(JSONValue, String)])
  func writesAsTheOriginalDoes(_ value: JSONValue, _ text: String) { #expect(JSONWriter.text(value) == text) }

  @Test(
    arguments: [
      ("한글 📈 é\n", #""한글 📈 é\n""#), ("\u{7f}\u{9b}2J", #""\u007f\u009b2J""#), ("\u{1b}[2J", #""\u001b[2J""#),
      ("a\u{202e}b\u{2028}\u{200d}", #""a\u202eb\u2028\u200d""#), ("\u{e0041}", #""\udb40\udc41""#),
      ("e" + String(repeating: "\u{301}", count: 6), "\"e\u{301}\u{301}\u{301}\u{301}\\u0301\\u0301\""),
      (
        "\u{1112}\u{1161}" + String(repeating: "\u{11ab}", count: 4),
        "\"\u{1112}\u{1161}\u{11ab}\u{11ab}\u{11ab}\\u11ab\""
      ),
    ])
  func nothingUnseenGoesToATerminal(_ text: String, _ written: String) throws {
    #expect(String(decoding: JSONWriter.line(.string(text), for: .terminal), as: UTF8.self) == written)
  }

  @Test func keysAreFoundByteForByte() {
    let value = JSONValue.object([.init("e\u{301}", "decomposed"), .init("\u{e9}", "composed")])
    #expect(value["\u{e9}"] == "composed")
  }
}

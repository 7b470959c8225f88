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

  @Test func keysAreFoundByteForByte() {
    let value = JSONValue.object([.init("e\u{301}", "decomposed"), .init("\u{e9}", "composed")])
    #expect(value["\u{e9}"] == "composed")
  }
}

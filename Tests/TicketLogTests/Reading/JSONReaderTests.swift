import Testing
import TicketCore
import TicketJSON
import TicketLog

/// spec: tickets.md, "What a reader does": RFC 8259 in every byte
struct JSONReaderTests {
  @Test(arguments: [
    "{}", "[]", "0", "-0.0e+9999", "1e999999", "123456789012345678901234567890", "\"\"", "true", "false", "null",
    " \t\r\n{ } ", #"{"a": {"b": [1, {"c": null}]}}"#, #"["\"\\\/\b\f\n\r\t\u0041\ud83d\ude00"]"#, "\"한글 📈\"",
    #"{"": 1}"#, #"{"a": 1, "A": 2}"#, #"[{"a": 1}, {"a": 2}]"#,
  ])
  func takesWhatTheStandardTakes(_ text: String) throws { _ = try JSONReader.value(Array(text.utf8)) }

  @Test(arguments: [
    "", " ", "{", "}", "[", "]", "{]", "[}", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\" 1}",
    "{\"a\":}", "{a:1}", "{'a':1}", "{\"a\":1}}", "{\"a\":1}{", "{} x", "{\"a\":{\"b\":1}", "[[1]", "1 2", "nul",
    "truex", "True", "NaN", "Infinity", "-Infinity", "+1", "01", "-", "1.", ".5", "1e", "1e+", "0x10", "1_000",
    "\"", "\"a", "\"\\\"", #""\q""#, #""\u12""#, #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#, "\"\u{1}\"",
    "\"a\nb\"", "\"a\tb\"", "{\"a\": tru}", "{\"a\": \"b\"x}", "{\"a\": \"b\": 1}", "[\"a\": 1]",
    "{\"a\": \"b\": {\"c\": 1}}", "[\"a\": [1]]", "[\"a\"\"b\"]", "[null\"x\"]", "// x\n1", "[1]\u{c}",
    "\u{feff}{}", "[\u{7f}]", "{\\\"a\": 1}", "{\"x\":[1,2,\"\\ud800\"],\"a\":1}",
  ])
  func anythingElseIsNotJSON(_ text: String) {
    #expect(throws: JSONError(reason: .notJSON)) { try JSONReader.value(Array(text.utf8)) }
  }

  @Test(arguments: [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xea, 0xb0]] as [[UInt8]])
  func textsMustBeUTF8(_ bytes: [UInt8]) {
    let text = Array("{\"a\": \"".utf8) + bytes + Array("\"}".utf8)
    #expect(throws: JSONError(reason: .invalidUTF8)) { try JSONReader.value(text) }
  }

  @Test(arguments: ["{}\u{0}", "\u{0}{}", "{\"a\": \"\u{0}\"}"])
  func nulBytesAreNamed(_ text: String) {
    #expect(throws: JSONError(reason: .nulByte)) { try JSONReader.value(Array(text.utf8)) }
  }

  @Test(arguments: [
    #"{"a": 1, "a": 1}"#, #"{"a": 1, "\u0061": 2}"#, #"{"x": [{"b": 1, "a": 2, "b": 3}]}"#, #"{"": 1, "": 2}"#,
  ])
  func noKeyMayStandTwice(_ text: String) {
    #expect(throws: JSONError(reason: .duplicateKey)) { try JSONReader.value(Array(text.utf8)) }
  }

  @Test func oneDuplicateAmongAHundredThousandKeysIsFound() throws {
    let keys = (0..<60_000).map { "\"k\($0)\":0" }.joined(separator: ",")
    _ = try JSONReader.value(Array("{\(keys)}".utf8))
    #expect(throws: JSONError(reason: .duplicateKey)) { try JSONReader.value(Array("{\(keys),\"k7\":0}".utf8)) }
  }

  @Test(arguments: [("[", "]"), ("{\"a\":", "}")]) func nestingEndsAtSixtyFour(_ open: String, _ close: String) throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
    }
    _ = try JSONReader.value(nested(64))
    #expect(throws: JSONError(reason: .tooDeep)) { try JSONReader.value(nested(65)) }
    #expect(throws: JSONError(reason: .tooDeep)) { try JSONReader.value(nested(100_000)) }
    // Around a record an answer puts some more.
    _ = try JSONReader.value(ofAnswer: nested(64 + 8))
    #expect(throws: JSONError(reason: .tooDeep)) { try JSONReader.value(ofAnswer: nested(64 + 9)) }
    #expect(throws: JSONError(reason: .tooDeep)) { try JSONReader.value(ofAnswer: nested(100_000)) }
  }

  @Test func nothingIsLost() throws {
    let text = #"{"b": [1.50, -0, 1E+2, true, null], "a": {"ㄱ": "\u0041\n\ud83d\ude00"}, "": ""}"#
    let value: JSONValue = [
      "b": [.number("1.50"), .number("-0"), .number("1E+2"), .bool(true), .null], "a": ["ㄱ": "A\n😀"], "": "",
    ]
    #expect(try JSONReader.value(Array(text.utf8)) == value)
    #expect(try JSONReader.value(JSONWriter.line(value)) == value)
  }

  @Test func everyCutOfAWholeTextIsNotJSON() {
    let text = Array(#"{"a": "한\n", "b": [1, {"c": null}], "d": true}"#.utf8)
    for end in 0..<text.count {
      #expect(throws: JSONError.self, "cut at \(end)") { try JSONReader.value(Array(text[..<end])) }
    }
  }
}

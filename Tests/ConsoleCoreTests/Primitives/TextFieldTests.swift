import ConsoleCore
import Testing

@Suite struct TextFieldTests {
  @Test func `typed Korean stands in the field as typed`() {
    let field = typed("가나다라마바사아자차카타파하거")
    #expect(field.text == "가나다라마바사아자차카타파하거")
    #expect(field.count == 15 && field.cursor == 15)
    #expect(field.visible(width: 40).cursor == 30)
  }

  @Test(arguments: [
    ("\u{1112}\u{1161}\u{11AB}", "한", 1), ("e\u{301}", "é", 1), ("👨\u{200D}👩\u{200D}👧", "👨‍👩‍👧", 1), ("🇰🇷", "🇰🇷", 1),
    ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "한글", 2), ("👍🏽", "👍🏽", 1), ("❤\u{FE0F}", "❤️", 1),
  ])
  func `scalars typed one by one join into characters, and Backspace takes one whole`(
    _ scalars: String, _ text: String, _ count: Int
  ) {
    var field = TextField(text: "a")
    for scalar in scalars.unicodeScalars { field.press(.character(Character(scalar))) }
    #expect(field.text == "a" + text)
    #expect(field.count == count + 1)
    for _ in 0..<count { field.press(.backspace) }
    #expect(field.text == "a")
  }

  @Test func `a vowel typed in front of the cursor's consonant joins where it stands`() {
    var field = typed("산\u{1112}b")
    field.press(.left)
    field.press(.character("\u{1161}"))
    #expect(field.text == "산하b" && field.cursor == 2)
  }

  @Test func `typing ends at the limit, and says so`() {
    var field = TextField()
    for index in 0..<210 {
      field.type("정")
      #expect(field.refused == (index >= 200))
    }
    #expect(field.count == 200)
    field.press(.left)
    #expect(!field.refused)
  }

  @Test func `a mark still joins the last character of a full field`() {
    var field = TextField(text: "ne", limit: 2)
    field.press(.character("\u{301}"))
    #expect(field.text == "né" && !field.refused)
  }

  @Test func `a pasted mark too, though what follows it is refused`() {
    var field = TextField(text: "ne", limit: 2)
    field.press(.paste("\u{301}x"))
    #expect(field.text == "né" && field.refused)
  }

  @Test func `marks without end are refused`() {
    var field = TextField(text: "e")
    for _ in 0..<5000 { field.press(.character("\u{301}")) }
    #expect(field.count == 1 && field.refused)
    #expect(field.text.unicodeScalars.count == TerminalText.limit)
  }

  @Test(arguments: [
    ("a\nb\tc", "a b c"), ("a\r\nb", "a b"), ("a\u{1B}[31mb\u{7}\u{9B}", "a[31mb"), ("\u{2028}\u{85}", "  "),
    ("정산\u{0}", "정산"),
    ("", ""),
  ])
  func `a paste becomes one line without controls`(_ pasted: String, _ text: String) {
    var field = TextField()
    field.press(.paste(pasted))
    #expect(field.text == text && !field.refused)
    #expect(TextField(text: pasted).text == text)
  }

  @Test func `a paste is cut at the limit, and says so`() {
    var field = typed("ab", limit: 5)
    field.press(.left)
    field.press(.paste("정산불일치"))
    #expect(field.text == "a정산불b" && field.cursor == 4 && field.refused)
    field.press(.paste("x"))
    #expect(field.text == "a정산불b" && field.refused)
    #expect(TextField(text: "abcdef", limit: 3).text == "abc")
  }

  @Test(
    arguments: [
      ([Key.left], "정산 불일|치"), ([.home], "|정산 불일치"), ([.control("a"), .control("f")], "정|산 불일치"),
      ([.home, .end], "정산 불일치|"),
      ([.home, .left], "|정산 불일치"), ([.right], "정산 불일치|"), ([.alt("b")], "정산 |불일치"),
      ([.alt("b"), .wordLeft], "|정산 불일치"), ([.home, .wordRight], "정산| 불일치"),
      ([.home, .alt("f")], "정산| 불일치"), ([.home, .alt("f"), .alt("f")], "정산 불일치|"), ([.control("b")], "정산 불일|치"),
      ([.home, .control("e")], "정산 불일치|"), ([.alt("ㅠ")], "정산 |불일치"),
      ([.control("w")], "정산 |"), ([.alt("\u{7F}")], "정산 |"), ([.home, .alt("d")], "| 불일치"), ([.control("u")], "|"),
      ([.alt("b"), .control("k")], "정산 |"), ([.alt("b"), .control("u")], "|불일치"),
      ([.backspace], "정산 불일|"), ([.home, .backspace], "|정산 불일치"), ([.home, .delete], "|산 불일치"),
      ([.home, .control("d")], "|산 불일치"), ([.delete], "정산 불일치|"), ([.control("h")], "정산 불일|"),
      ([.control("t")], "정산 불치일|"), ([.home, .control("t")], "|정산 불일치"), ([.home, .right, .control("t")], "산정| 불일치"),
      ([.control("w"), .control("y")], "정산 불일치|"), ([.control("w"), .control("w"), .control("y")], "정산 불일치|"),
      ([.control("w"), .home, .control("y")], "불일치|정산 "), ([.home, .alt("d"), .alt("d"), .control("y")], "정산 불일치|"),
      ([.control("w"), .left, .control("u"), .control("y"), .control("y")], "정산정산| "), ([.control("y")], "정산 불일치|"),
    ] as [([Key], String)])
  func `readline's keys do what they do there`(_ keys: [Key], _ shown: String) {
    var field = TextField(text: "정산 불일치")
    for key in keys { field.press(key) }
    #expect(marked(field) == shown)
  }

  @Test func `a word is of letters and digits, for Ctrl-W of all but blanks`() {
    var field = TextField(text: "run a-1.b  ")
    field.press(.alt("\u{7F}"))
    #expect(field.text == "run a-1.")
    field.press(.control("w"))
    #expect(field.text == "run ")
    field.type("v 42")
    field.press(.alt("b"), .control("k"))
    #expect(field.text == "run v ")
  }

  @Test(
    arguments: [
      .up, .down, .tab, .backTab, .enter, .escape, .function(5), .control("s"), .control("c"), .alt("x"), .pageUp,
      .insert,
    ] as [Key])
  func `the screen's keys are left to the screen`(_ key: Key) {
    var field = TextField(text: "정산")
    let before = field
    let taken = field.handle(key)
    #expect(!taken)
    #expect(field == before)
  }

  private func typed(_ text: String, limit: Int = 200) -> TextField {
    var field = TextField(limit: limit)
    field.type(text)
    return field
  }

  private func marked(_ field: TextField) -> String {
    var characters = Array(field.text)
    characters.insert("|", at: field.cursor)
    return String(characters)
  }
}

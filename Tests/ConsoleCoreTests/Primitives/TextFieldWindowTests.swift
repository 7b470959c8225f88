import ConsoleCore
import Testing

@Suite struct TextFieldWindowTests {
  @Test(arguments: [
    ("", 10, "", 0), ("정산", 10, "정산", 4), ("abcdefghi", 10, "abcdefghi", 9),
    // No room for the cursor behind the last: half a field is scrolled away.
    ("abcdefghij", 10, "<fghij", 6), ("가나다라마", 10, "<라마", 5), ("ab", 1, "", 0), ("ab", 0, "", 0), ("가나", 3, "나", 2),
  ])
  func `the end of the text is shown with the cursor behind it`(
    _ text: String, _ width: Int, _ shown: String, _ cursor: Int
  ) {
    let window = TextField(text: text).visible(width: width)
    #expect(window.text.string == shown)
    #expect(window.cursor == cursor)
  }

  @Test func `a text as wide as the field is shown whole while the cursor is on it`() {
    var field = TextField(text: "가나다라마")
    field.press(.left)
    let window = field.visible(width: 10)
    #expect(window.text.string == "가나다라마" && window.cursor == 8)
    #expect(!window.isCutLeft && !window.isCutRight)
  }

  @Test func `signs stand where the text goes on`() {
    var field = TextField(text: "0123456789abcdefghij")
    for _ in 0..<10 { field.press(.left) }
    let middle = field.visible(width: 10)
    #expect(middle.text.string == "<56789abc>" && middle.cursor == 6)
    #expect(middle.isCutLeft && middle.isCutRight)
    field.press(.home)
    let start = field.visible(width: 10)
    #expect(start.text.string == "012345678>" && start.cursor == 0)
    #expect(!start.isCutLeft && start.isCutRight)
  }

  @Test func `a wide character at the edge is left out whole`() {
    var field = TextField(text: "가나다라마바")
    field.press(.home)
    #expect(field.visible(width: 10).text.string == "가나다라 >")
    #expect(field.visible(width: 9).text.string == "가나다라>")
  }

  @Test func `nothing comes in place of what found no room`() {
    var field = TextField(text: "가나다라마b바사")
    field.press(.home)
    #expect(field.visible(width: 10).text.string == "가나다라 >")
  }

  @Test func `a wide character under the cursor is scrolled in whole`() {
    var field = TextField(text: "가나다라마바사")
    field.press(.home, .right, .right, .right, .right)
    let window = field.visible(width: 10)
    #expect(window.text.string == "<라마바사" && window.cursor == 3)
  }

  @Test func `a character wider than the field shows its beginning`() {
    var field = TextField(text: "👨\u{200D}👩\u{200D}👧")
    #expect(field.count == 1)
    field.press(.home)
    let window = field.visible(width: 6)
    #expect(window.text.string == "👨<20>" && window.cursor == 0 && window.isCutRight)
  }
}

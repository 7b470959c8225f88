import ConsoleCore
import Testing

@Suite struct TextFieldUndoTests {
  @Test func `typing is undone by words`() {
    var field = TextField()
    field.type("정산 불일치 확인")
    field.press(.control("_"))
    #expect(field.text == "정산 불일치 ")
    field.press(.control("_"))
    #expect(field.text == "정산 ")
    field.press(.control("_"))
    #expect(field.text == "")
    field.press(.control("_"))
    #expect(field.text == "")
  }

  @Test func `moving the cursor begins a new group`() {
    var field = TextField()
    field.type("ab")
    field.press(.left)
    field.type("cd")
    #expect(field.text == "acdb")
    field.press(.control("_"))
    #expect(field.text == "ab")
    #expect(field.cursor == 1)
  }

  @Test func `a run of Backspaces is undone as one`() {
    var field = TextField(text: "정산 확인")
    for _ in 0..<3 { field.press(.backspace) }
    field.press(.control("_"))
    #expect(field.text == "정산 확인")
    #expect(field.cursor == 5)
  }

  @Test(arguments: [Key.paste("붙임"), .control("w"), .control("u"), .control("t"), .delete])
  func `each other edit is undone by itself`(_ key: Key) {
    var field = TextField(text: "a b")
    field.press(.left)
    field.press(key)
    #expect(field.text != "a b")
    field.press(.control("_"))
    #expect(field.text == "a b")
  }

  @Test func `what was refused leaves nothing to undo`() {
    var field = TextField(text: "ab", limit: 2)
    field.press(.character("c"))
    field.press(.paste("d"))
    field.press(.control("_"))
    #expect(field.text == "ab")
  }

  @Test func `the oldest of over a hundred steps are forgotten`() {
    var field = TextField()
    for _ in 0..<150 { field.press(.paste("x")) }
    for _ in 0..<150 { field.press(.control("_")) }
    #expect(field.count == 50)
  }
}

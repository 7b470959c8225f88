import ConsoleCore
import Testing

@Suite struct KeyLabelTests {
  @Test(arguments: [
    (Key.control("s"), "Ctrl-S"), (.control("_"), "Ctrl-_"), (.function(2), "F2"), (.enter, "Enter"), (.escape, "Esc"),
    (.tab, "Tab"), (.backTab, "Shift-Tab"), (.up, "Up"), (.pageDown, "PgDn"), (.character("q"), "q"),
    (.character("D"), "D"), (.character(" "), "Space"), (.alt("b"), "Alt-b"), (.alt("\u{7F}"), "Alt-Backspace"),
    (.alt(" "), "Alt-Space"), (.backspace, "Backspace"), (.delete, "Delete"),
  ])
  func `a key is named as the help writes it`(_ key: Key, _ label: String) {
    #expect(key.label == label)
  }
}

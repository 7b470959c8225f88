import ConsoleCore
import Testing

/// Any keys in any order: the field stays whole.
@Suite struct TextFieldPropertyTests {
  @Test(arguments: Seeds.first(20))
  func `cursor, count, window and text stay within bounds`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let limit = Int.random(in: 0...40, using: &generator)
    var field = TextField(text: HostileText.string(upTo: 30, using: &generator), limit: limit)
    for step in 0..<400 {
      field.press(key(using: &generator))
      let width = Int.random(in: 0...30, using: &generator)
      if let fault = fault(of: field, width: width) {
        Issue.record("seed \(seed), step \(step), width \(width): \(fault)")
      }
    }
  }

  @Test(arguments: Seeds.first(10))
  func `undoing everything brings back the first text`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var field = TextField(text: "정산 불일치 e\u{301}")
    for _ in 0..<100 { field.press(key(using: &generator, undo: false)) }
    for _ in 0..<100 { field.press(.control("_")) }
    #expect(field.text == "정산 불일치 e\u{301}")
  }

  private func fault(of field: TextField, width: Int) -> String? {
    let window = field.visible(width: width)
    if field.count > field.limit { return "\(field.count) characters" }
    if field.count != field.text.count { return "characters that should be joined" }
    if !(0...field.count).contains(field.cursor) { return "cursor \(field.cursor) of \(field.count)" }
    if field.text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { return "a control" }
    if window.text.width > width { return "a window \(window.text.width) wide" }
    if width > 0, !(0..<width).contains(window.cursor) { return "the cursor in column \(window.cursor)" }
    if width > 1, shown(in: window) != expected(in: field) { return "another character under the cursor" }
    return nil
  }

  /// What stands at the cursor; nothing behind the last character, where the window has only blanks, if anything.
  private func shown(in window: TextField.Window) -> TerminalText.Cluster? {
    var column = 0
    for cluster in window.text.clusters {
      if column == window.cursor { return cluster }
      column += cluster.width
    }
    return nil
  }

  private func expected(in field: TextField) -> TerminalText.Cluster? {
    field.text.dropFirst(field.cursor).first.flatMap { TerminalText(String($0)).clusters.first }
  }

  private func key(using generator: inout SplitMix64, undo: Bool = true) -> Key {
    let keys = undo ? Self.keys + [.control("_")] : Self.keys
    switch Int.random(in: 0..<10, using: &generator) {
    case 0..<5:
      return .character(Character(HostileText.scalar(using: &generator)))
    case 5:
      return .paste(HostileText.string(upTo: 60, using: &generator))
    default:
      return keys.randomElement(using: &generator) ?? .left
    }
  }

  private static let keys: [Key] = [
    .left, .right, .home, .end, .backspace, .delete, .alt("b"), .alt("f"), .alt("d"), .alt("\u{7F}"),
    .control("w"), .control("u"), .control("k"), .control("y"), .control("t"), .control("h"), .control("d"),
  ]
}

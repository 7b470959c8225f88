import TicketCore

/// The line in which a filter is typed.
struct FilterPrompt {
  static let limit = 200

  private(set) var field: TextField
  /// The filter that Esc goes back to.
  let before: String
  /// How far back in the history the text stands, and what was typed before looking there.
  private var recalled = 0
  private var typed = ""

  /// Opens on the filter that is on.
  init(_ text: String) {
    field = TextField(text: text, limit: Self.limit)
    before = text
  }

  mutating func handle(_ key: Key) -> Bool {
    guard field.handle(key) else { return false }
    recalled = 0
    return true
  }

  /// Goes back in the history, newest last, or forth again.
  mutating func recall(back: Bool, in history: [String]) {
    if recalled == 0 { typed = field.text }
    // What stands there already is not called up again.
    let others = history.filter { $0 != typed }
    let next = recalled + (back ? 1 : -1)
    guard (0...others.count).contains(next) else { return }
    recalled = next
    field = TextField(text: next == 0 ? typed : others[others.count - next], limit: Self.limit)
  }

  /// Completes the word before the cursor as far as it is certain.
  mutating func complete() {
    let characters = Array(field.text)
    let start = characters[..<field.cursor].lastIndex(of: " ").map { $0 + 1 } ?? 0
    guard let whole = FilterCompletion.complete(String(characters[start..<field.cursor])) else { return }
    recalled = 0
    field.replace(start..<field.cursor, with: whole)
  }
}

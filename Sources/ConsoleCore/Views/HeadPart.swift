/// A part of the head. Where there is no room for all, the least important ones are shortened first, then left out.
struct HeadPart {
  let text: TerminalText
  /// What stands there where room is short; nothing, if it can do without.
  let short: TerminalText
  let role: Style.Role
  let importance: Importance

  /// From what gives way first to what always stays.
  enum Importance: Int, Comparable {
    case folder, title, follow, server, lock, hangul, problems, stuck, demo, worker, writing, feed

    static func < (left: Importance, right: Importance) -> Bool { left.rawValue < right.rawValue }
  }

  init(_ importance: Importance, _ text: String, short: String, _ role: Style.Role) {
    self.text = TerminalText(text)
    self.short = TerminalText(short)
    self.role = role
    self.importance = importance
  }

  private init(shortening part: HeadPart) {
    text = part.short
    short = part.short
    role = part.role
    importance = part.importance
  }

  /// Whether it says that something is wrong.
  var isTrouble: Bool { role == .warning || role == .error }

  /// The parts as they fit into that many columns, with two blanks between them.
  static func fit(_ parts: [HeadPart], into columns: Int) -> [HeadPart] {
    var parts = parts
    for part in parts.sorted(by: { $0.importance < $1.importance }) {
      guard width(of: parts) > columns else { return parts }
      guard let index = parts.firstIndex(where: { $0.importance == part.importance }) else { continue }
      if part.short.isEmpty { parts.remove(at: index) } else { parts[index] = HeadPart(shortening: part) }
    }
    while width(of: parts) > columns, let least = parts.map(\.importance).min(), least < .worker {
      parts.removeAll { $0.importance == least }
    }
    return parts
  }

  private static func width(of parts: [HeadPart]) -> Int { parts.reduce(-2) { $0 + $1.text.width + 2 } }
}

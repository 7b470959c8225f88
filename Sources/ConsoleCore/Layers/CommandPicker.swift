import TicketCore

/// A list of commands that can be searched and run: the palette, and the help.
struct CommandPicker {
  enum Kind: Hashable { case palette, help }

  let kind: Kind
  var query = TextField(limit: 60)
  var cursor = ListCursor()

  init(_ kind: Kind) { self.kind = kind }

  /// The commands that match what was typed, chapter by chapter. Every word must stand in the name, the meaning or a key.
  func found(_ words: Words) -> [ConsoleCommand] {
    let terms = query.text.lowercased().split(separator: " ")
    return Self.all.filter { command in
      let keys = KeyTable.board.keys(of: command).map(\.label).joined(separator: " ")
      let text = "\(command.rawValue) \(words.meaning(of: command)) \(keys)".lowercased()
      return terms.allSatisfy { text.contains($0) }
    }
  }

  /// Completes the name as far as it is certain.
  mutating func complete(_ words: Words) {
    let names = found(words).map(\.rawValue).filter { $0.hasPrefix(query.text) }
    guard var prefix = names.first else { return }
    for name in names { prefix = prefix.commonPrefix(name) }
    if prefix.count > query.text.count { query = TextField(text: prefix, limit: query.limit) }
  }

  private static let all = ConsoleCommand.Chapter.allCases.flatMap { chapter in
    ConsoleCommand.allCases.filter { $0.chapter == chapter }
  }
}

extension String {
  fileprivate func commonPrefix(_ other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

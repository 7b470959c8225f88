import TicketCore

/// A list of commands that can be searched and run: the palette, and the help.
struct CommandPicker {
  enum Kind: Hashable { case palette, help }

  let kind: Kind
  var query = TextField(limit: 60)
  var cursor = ListCursor()

  init(_ kind: Kind) { self.kind = kind }

  /// The commands of which every word that was typed stands in the name, the meaning or a key: first the one of
  /// exactly that name, then those whose name begins so, then the others, chapter by chapter.
  func found(_ words: Words) -> [ConsoleCommand] {
    let typed = Self.spellings(of: query.text.lowercased())
    let terms = query.text.lowercased().split(separator: " ").map { Self.spellings(of: String($0)) }
    let found = Self.all.filter { command in
      let keys = KeyTable.board.keys(of: command).map(\.label).joined(separator: " ")
      let text = "\(command.rawValue) \(words.meaning(of: command)) \(keys)".lowercased()
      return terms.allSatisfy { spellings in spellings.contains { text.contains($0) } }
    }
    let exact = found.filter { typed.contains($0.rawValue) }
    let begun = found.filter { command in typed.contains { !$0.isEmpty && command.rawValue.hasPrefix($0) } }
    let first = exact + begun.filter { !exact.contains($0) }
    return first + found.filter { !first.contains($0) }
  }

  /// Completes the name as far as it is certain, or to that of the selected command if no name begins so.
  mutating func complete(_ words: Words) {
    let found = found(words)
    let typed = Self.spellings(of: query.text.lowercased())
    let names = found.map(\.rawValue).filter { name in typed.contains(where: name.hasPrefix) }
    guard var prefix = names.first ?? (found.indices.contains(cursor.index) ? found[cursor.index].rawValue : nil) else {
      return
    }
    for name in names { prefix = prefix.commonPrefix(name) }
    guard prefix != query.text else { return }
    query = TextField(text: prefix, limit: query.limit)
    cursor = ListCursor()
  }

  /// A text as it is, and as it would be without the Korean input method.
  private static func spellings(of text: String) -> [String] {
    let latin = text.map { Hangul.latin(for: $0) ?? String($0) }.joined().lowercased()
    return latin == text ? [text] : [text, latin]
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

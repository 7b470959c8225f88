import TicketCore

/// A list that can be searched, and whose commands can be run: the palette, and the help.
struct CommandPicker {
  enum Kind: Hashable { case palette, help }

  let kind: Kind
  var query = TextField(limit: 60)
  var cursor = ListCursor()

  init(_ kind: Kind) { self.kind = kind }

  /// The help, opened at the keys of the forms.
  static var formHelp: CommandPicker {
    var picker = CommandPicker(.help)
    picker.cursor = ListCursor(index: PickerRow.commands.count, top: PickerRow.commands.count)
    return picker
  }

  private var rows: [PickerRow] {
    switch kind {
    case .palette: PickerRow.commands
    case .help: PickerRow.commands + PickerRow.formKeys
    }
  }

  /// The rows of which every word that was typed stands in the name, the meaning or a key: first the one
  /// of exactly that name, then those whose name begins so, then the others, chapter by chapter.
  func found(_ words: Words) -> [PickerRow] {
    let typed = Self.spellings(of: query.text.lowercased())
    let terms = query.text.lowercased().split(separator: " ").map { Self.spellings(of: String($0)) }
    let found = rows.filter { row in
      let keys = row.keys.map(\.label).joined(separator: " ")
      let text = "\(row.label(words)) \(row.meaning(words)) \(keys)".lowercased()
      return terms.allSatisfy { spellings in spellings.contains { text.contains($0) } }
    }
    let exact = found.filter { !$0.name.isEmpty && typed.contains($0.name) }
    let begun = found.filter { row in typed.contains { !$0.isEmpty && row.name.hasPrefix($0) } }
    let first = exact + begun.filter { !exact.contains($0) }
    return first + found.filter { !first.contains($0) }
  }

  /// Completes the name as far as it is certain, or to that of the selected command if no name begins so.
  mutating func complete(_ words: Words) {
    let found = found(words)
    let typed = Self.spellings(of: query.text.lowercased())
    let names = found.map(\.name).filter { name in typed.contains(where: name.hasPrefix) }
    guard var prefix = names.first ?? (found.indices.contains(cursor.index) ? found[cursor.index].name : nil) else {
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
}

extension String {
  fileprivate func commonPrefix(_ other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

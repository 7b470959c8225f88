extension TerminalText {
  /// A text of any length in rows of at most `columns`, broken wherever a row is full.
  static func rows(of string: String, columns: Int) -> [TerminalText] {
    guard columns > 0 else { return [] }
    var rows = [TerminalText()]
    // Character by character, for only the beginning of a longer text would be taken.
    for cluster in string.lazy.flatMap({ TerminalText(String($0)).clusters }) {
      let last = rows.count - 1
      if rows[last].width + cluster.width > columns, !rows[last].isEmpty {
        rows.append(TerminalText(cluster.text))
      } else {
        rows[last] += TerminalText(cluster.text)
      }
    }
    return rows
  }

  /// A sentence in rows of at most `columns`, the first of `indent` fewer, broken at blanks, and within a word only if
  /// it is longer than a row.
  static func rows(ofSentence sentence: String, columns: Int, indent: Int = 0) -> [TerminalText] {
    var rows: [TerminalText] = []
    for word in sentence.split(separator: " ") {
      let pieces = Self.rows(of: String(word), columns: rows.isEmpty ? columns - indent : columns)
      let room = rows.count == 1 ? columns - indent : columns
      if let row = rows.last, pieces.count == 1, row.width + 1 + pieces[0].width <= room {
        rows[rows.count - 1] += " " + pieces[0]
      } else {
        rows += pieces
      }
    }
    return rows
  }
}

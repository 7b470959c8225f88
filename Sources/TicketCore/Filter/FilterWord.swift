/// A word of a filter as it stands in the text: blanks part words, but not within quotes.
struct FilterWord: Hashable, Sendable {
  /// With its sign and quotes.
  let raw: String
  /// Without them.
  let text: String
  let isNegated: Bool
  /// The places in `text` that stood in quotes: what they hold is no sign of the language.
  private let quoted: Set<Int>

  static func words(of text: String) -> [FilterWord] {
    var words: [FilterWord] = []
    var raw: [Character] = []
    var isQuoted = false
    for character in text {
      if character.isWhitespace, !isQuoted {
        FilterWord(raw).map { words.append($0) }
        raw = []
      } else {
        if character == "\"" { isQuoted.toggle() }
        raw.append(character)
      }
    }
    FilterWord(raw).map { words.append($0) }
    return words
  }

  private init?(_ raw: [Character]) {
    var (text, quoted, isQuoted) = ([Character](), Set<Int>(), false)
    isNegated = raw.first == "-"
    for character in raw.dropFirst(isNegated ? 1 : 0) {
      guard character != "\"" else {
        isQuoted.toggle()
        continue
      }
      if isQuoted { quoted.insert(text.count) }
      text.append(character)
    }
    guard !text.isEmpty else { return nil }
    self.raw = String(raw)
    self.text = String(text)
    self.quoted = quoted
  }

  /// The name before a colon, where there is one that may be a field's, and the values behind it.
  var field: (name: String, values: [String])? {
    let characters = Array(text)
    guard let colon = characters.firstIndex(of: ":"), colon > 0, !quoted.contains(colon),
      characters[..<colon].allSatisfy(\.isLetter)
    else { return nil }
    var values: [[Character]] = [[]]
    for index in (colon + 1)..<characters.count {
      if characters[index] == ",", !quoted.contains(index) {
        values.append([])
      } else {
        values[values.count - 1].append(characters[index])
      }
    }
    return (String(characters[..<colon]), values.filter { !$0.isEmpty }.map { String($0) })
  }
}

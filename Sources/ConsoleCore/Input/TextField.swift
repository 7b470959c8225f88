/// A line of text under edit: any script, a cursor between characters, readline's keys, undo, and a limit.
///
/// A character is what a reader takes for one (a grapheme cluster): a Korean syllable, composed or not, or a family
/// emoji is typed over, stepped over and erased as one. The text holds no control character and no line break.
public struct TextField: Hashable, Sendable {
  /// The most scalars the text may have, so that marks piled on a character stay bounded as well.
  static let mostScalars = TerminalText.limit

  /// The most characters the text may have.
  public let limit: Int
  /// Whether the last key brought text of which at least a part found no room.
  public internal(set) var refused = false
  /// The characters before the cursor.
  public internal(set) var cursor: Int

  /// Always as a string of them would be split again: no two of them could be joined to one.
  private(set) var characters: [Character]
  /// What was cut last, for `Ctrl-Y`.
  var lastCut: [Character] = []
  var history = History()

  /// A field with the cursor at the end of `text`, which is made one line and cut at `limit` like a paste.
  public init(text: String = "", limit: Int = 200) {
    self.limit = max(0, limit)
    self.characters = Array(Array(Self.oneLine(text)).prefix(self.limit))
    self.cursor = characters.count
  }

  /// The text as typed, not normalised.
  public var text: String { String(characters) }
  /// Whether nothing stands in it.
  public var isEmpty: Bool { characters.isEmpty }
  /// The characters in the text, never more than `limit`.
  public var count: Int { characters.count }

  /// Takes a key, and says whether it was one for a text field; the others are the screen's.
  public mutating func handle(_ key: Key) -> Bool {
    guard let edit = Edit(key) else { return false }
    refused = false
    perform(edit)
    return true
  }

  /// Replaces some characters and puts the cursor behind what is new; changes nothing and says no if that is too much.
  ///
  /// Text that joins its neighbours, such as an accent or a vowel after its consonant, becomes one character with
  /// them.
  @discardableResult
  mutating func replace(_ range: Range<Int>, with new: String) -> Bool {
    let head = String(characters[..<range.lowerBound]) + new
    let whole = head + String(characters[range.upperBound...])
    let joined = Array(whole)
    guard joined.count <= limit, whole.unicodeScalars.count <= Self.mostScalars else { return false }
    characters = joined
    cursor = Self.characters(of: joined, covering: head.unicodeScalars.count)
    return true
  }

  /// Whether a key is one for a text field.
  func takes(_ key: Key) -> Bool { Edit(key) != nil }

  /// Goes back to an earlier text.
  mutating func restore(_ snapshot: History.Snapshot) {
    characters = snapshot.characters
    cursor = snapshot.cursor
  }

  private static func characters(of text: [Character], covering scalars: Int) -> Int {
    var covered = 0
    return text.prefix { character in
      defer { covered += character.unicodeScalars.count }
      return covered < scalars
    }
    .count
  }

  /// The text with a space for each line break and tab, without other control characters, cut at `mostScalars`.
  static func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars.prefix(mostScalars) {
      defer { previous = scalar }
      switch scalar {
      case "\n" where previous == "\r": continue
      case "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}": line.append(" ")
      default: if scalar.properties.generalCategory != .control { line.append(scalar) }
      }
    }
    return String(line)
  }
}

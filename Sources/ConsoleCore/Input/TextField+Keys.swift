import TicketCore

extension TextField {
  /// What a key does to the text.
  enum Edit: Hashable, Sendable {
    case type(Character)
    case paste(String)
    case move(Motion)
    /// Erases up to where the motion leads.
    case erase(Motion)
    /// Erases likewise, and keeps what is erased for `yank`.
    case cut(Motion)
    case yank, transpose, undo

    init?(_ key: Key) {
      switch key {
      case .character(let character): self = .type(character)
      case .paste(let text): self = .paste(text)
      default:
        guard let edit = Self.keys[key] ?? Self.keys[key.latin] else { return nil }
        self = edit
      }
    }

    private static let keys: [Key: Edit] = [
      .left: .move(.left), .control("b"): .move(.left),
      .right: .move(.right), .control("f"): .move(.right),
      .home: .move(.start), .control("a"): .move(.start),
      .end: .move(.end), .control("e"): .move(.end),
      .alt("b"): .move(.wordLeft), .alt("f"): .move(.wordRight),
      .wordLeft: .move(.wordLeft), .wordRight: .move(.wordRight),
      .backspace: .erase(.left), .control("h"): .erase(.left),
      .delete: .erase(.right), .control("d"): .erase(.right),
      .control("w"): .cut(.blankLeft),
      .alt("\u{7F}"): .cut(.wordLeft), .alt("d"): .cut(.wordRight),
      .control("u"): .cut(.start), .control("k"): .cut(.end),
      .control("y"): .yank, .control("t"): .transpose, .control("_"): .undo,
    ]
  }
}

extension Key {
  /// The key that would have come without the Korean input method.
  fileprivate var latin: Key {
    guard case .alt(let character) = self, let letters = Hangul.latin(for: character), letters.count == 1 else {
      return self
    }
    return .alt(Character(letters))
  }
}

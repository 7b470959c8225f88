public import TicketCore

/// A row of the form's key table, from which its keys work, and its footer and help are made.
public struct FormKey: Hashable, Sendable {
  /// Where in a form the keys have that meaning.
  public enum Place: Hashable, Sendable, CaseIterable {
    case anywhere, choice, text, preview
  }

  enum Command: Hashable, Sendable, CaseIterable {
    case send, enter, next, previous, preview, leave
    case choose
    case moveByCharacter, moveByWord, moveToEnds, erase, cutWord, cutLine, yank, transpose, undo
    case turnPage, close
  }

  /// All that do it; the first is the one to name where room is short.
  public let keys: [Key]
  /// Elsewhere they mean something else, or nothing.
  public let place: Place
  let command: Command

  init(_ command: Command, _ place: Place, _ keys: Key...) {
    self.keys = keys
    self.place = place
    self.command = command
  }

  /// What they do, in a few words.
  public func meaning(in language: Language) -> String { FormTexts(language: language).meaning(of: command) }
}

extension TicketForm {
  /// Every key of the forms, those first that a footer should name.
  public static let keys: [FormKey] = [
    FormKey(.send, .anywhere, .control("s")),
    FormKey(.next, .anywhere, .tab, .down),
    FormKey(.previous, .anywhere, .backTab, .up),
    FormKey(.enter, .anywhere, .enter),
    FormKey(.preview, .anywhere, .control("p")),
    FormKey(.leave, .anywhere, .escape),
    FormKey(.choose, .choice, .left, .right),
    FormKey(.moveByCharacter, .text, .left, .right, .control("b"), .control("f")),
    FormKey(.moveByWord, .text, .alt("b"), .alt("f")),
    FormKey(.moveToEnds, .text, .control("a"), .control("e"), .home, .end),
    FormKey(.erase, .text, .backspace, .delete, .control("h"), .control("d")),
    FormKey(.cutWord, .text, .control("w"), .alt("d"), .alt("\u{7F}")),
    FormKey(.cutLine, .text, .control("u"), .control("k")),
    FormKey(.yank, .text, .control("y")),
    FormKey(.transpose, .text, .control("t")),
    FormKey(.undo, .text, .control("_")),
    FormKey(.turnPage, .preview, .down, .up, .pageDown, .pageUp),
    FormKey(.close, .preview, .escape),
  ]

  static func command(of key: Key) -> FormKey.Command? {
    keys.first { $0.place == .anywhere && $0.keys.contains(key) }?.command
  }
}

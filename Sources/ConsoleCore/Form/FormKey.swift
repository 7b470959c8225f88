public import TicketCore

/// A row of the form's key table, from which its keys work and its footer and help are made.
public struct FormKey: Hashable, Sendable {
  /// Where in a form the keys have that meaning.
  public enum Place: Hashable, Sendable, CaseIterable {
    case anywhere, choice, text, preview
  }

  enum Command: Hashable, Sendable, CaseIterable {
    case send, enter, next, previous, preview, leave, help
    case nextChoice, previousChoice
    case nextPage, previousPage, close
  }

  /// What a text field does by itself.
  enum Edit: Hashable, Sendable, CaseIterable {
    case moveByCharacter, moveByWord, moveToEnds, erase, cutWord, cutLine, yank, transpose, undo
  }

  enum Meaning: Hashable, Sendable {
    case command(Command)
    case edit(Edit)
  }

  /// All that do it; the first is the one to name where room is short.
  public let keys: [Key]
  /// Elsewhere they mean something else, or nothing.
  public let place: Place
  let meaning: Meaning

  init(_ command: Command, _ place: Place, _ keys: Key...) {
    self.keys = keys
    self.place = place
    self.meaning = .command(command)
  }

  init(_ edit: Edit, _ keys: Key...) {
    self.keys = keys
    self.place = .text
    self.meaning = .edit(edit)
  }

  /// What they do, in a few words.
  public func meaning(in language: Language) -> String {
    let texts = FormTexts(language: language)
    return switch meaning {
    case .command(let command): texts.meaning(of: command)
    case .edit(let edit): texts.meaning(of: edit)
    }
  }
}

extension TicketForm {
  /// Every key of the forms, those first that a footer should name.
  public static let keys: [FormKey] = [
    FormKey(.send, .anywhere, .control("s")),
    FormKey(.next, .anywhere, .tab, .down),
    FormKey(.help, .anywhere, .function(1)),
    FormKey(.previous, .anywhere, .backTab, .up),
    FormKey(.leave, .anywhere, .escape),
    FormKey(.preview, .anywhere, .control("p")),
    FormKey(.enter, .anywhere, .enter),
    FormKey(.nextChoice, .choice, .right),
    FormKey(.previousChoice, .choice, .left),
    FormKey(.moveByCharacter, .left, .right, .control("b"), .control("f")),
    FormKey(.moveByWord, .alt("b"), .alt("f")),
    FormKey(.moveToEnds, .control("a"), .control("e"), .home, .end),
    FormKey(.erase, .backspace, .delete, .control("h"), .control("d")),
    FormKey(.cutWord, .control("w"), .alt("\u{7F}"), .alt("d")),
    FormKey(.cutLine, .control("u"), .control("k")),
    FormKey(.yank, .control("y")),
    FormKey(.transpose, .control("t")),
    FormKey(.undo, .control("_")),
    FormKey(.nextPage, .preview, .down, .pageDown),
    FormKey(.previousPage, .preview, .up, .pageUp),
    FormKey(.help, .preview, .function(1)),
    FormKey(.send, .preview, .control("s")),
    FormKey(.close, .preview, .escape, .control("p")),
  ]

  static func command(of key: Key, in place: FormKey.Place) -> FormKey.Command? {
    guard let row = keys.first(where: { $0.place == place && $0.keys.contains(key) }),
      case .command(let command) = row.meaning
    else { return nil }
    return command
  }
}

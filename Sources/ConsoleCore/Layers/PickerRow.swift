/// What a picker lists: commands, which can be run, and in the help the keys of the forms, which work only there.
enum PickerRow: Hashable {
  case command(ConsoleCommand)
  case form(FormKey)

  /// Nothing, where there is none.
  var name: String {
    switch self {
    case .command(let command): command.rawValue
    case .form: ""
    }
  }

  var keys: [Key] {
    switch self {
    case .command(let command): KeyTable.board.keys(of: command)
    case .form(let key): key.keys
    }
  }

  func meaning(_ words: Words) -> String {
    switch self {
    case .command(let command): words.meaning(of: command)
    case .form(let key): key.meaning(in: words.language)
    }
  }

  func chapter(_ words: Words) -> String {
    switch self {
    case .command(let command): words.chapter(command.chapter)
    case .form(let key): words.chapter(key.place)
    }
  }

  /// What stands at its right: the name, or where the key works.
  func label(_ words: Words) -> String {
    switch self {
    case .command(let command): command.rawValue
    case .form(let key): words.chapter(key.place)
    }
  }

  /// Chapter by chapter.
  static let commands = ConsoleCommand.Chapter.allCases.flatMap { chapter in
    ConsoleCommand.allCases.filter { $0.chapter == chapter }.map(Self.command)
  }

  static let formKeys =
    TicketForm.keys.filter { $0.place != .preview }.map(Self.form)
    + TicketForm.keys.filter { $0.place == .preview }.map(Self.form)
}

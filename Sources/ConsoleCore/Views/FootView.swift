import TicketCore

extension ConsoleState {
  /// The last message, until it was read; then what is still wrong.
  func drawMessage(_ frame: inout Frame, _ world: World) {
    frame.fill(layout.message)
    guard let message = messages.shown else {
      guard let trouble = standingTrouble(world) else { return }
      frame.put(trouble.text, at: layout.message.origin, style: Style(trouble.role), within: size.columns)
      return
    }
    let time = CivilTime(microseconds: message.at.microseconds, offset: settings.offset).time
    let word = message.kind == .info ? "" : "\(message.kind.word)  "
    let text = TerminalText("\(time)  \(word)\(message.text)")
    let missed = messages.missed > 0 ? TerminalText(words.missed(messages.missed, key: messagesKey)) : TerminalText()
    let room = frame.putRight(missed, in: layout.message, style: Style(.warning))
    frame.put(text, at: layout.message.origin, style: Style(message.role), within: missed.isEmpty ? room : room - 2)
  }

  private var messagesKey: Key? { (layers.last?.keys ?? .board).keys(of: .messages).first }

  /// The keys of the screen that has them, as many as there is room for.
  func drawFooter(_ frame: inout Frame, _ world: World) {
    frame.fill(layout.footer)
    var items = footer(world).map { (key: TerminalText($0), hint: TerminalText(" \($1)")) }
    // The last two are how to get help, or on, and out: they stay.
    while items.count > 2, items.reduce(-2, { $0 + $1.key.width + $1.hint.width + 2 }) > size.columns {
      items.remove(at: items.count - 3)
    }
    var column = 0
    for (key, hint) in items {
      column += frame.put(key, at: Position(column: column, row: layout.footer.row), style: Style(.key))
      column += frame.put(hint, at: Position(column: column, row: layout.footer.row), style: Style(.hint)) + 2
    }
  }

  private func hint(for command: ConsoleCommand, _ world: World) -> String {
    if case .confirmation(let late) = layers.last, refusal(of: late, world) != nil { return words.closeHint }
    return switch command {
    case .toggleWorker: words.workerHint(starts: workerIsToStart)
    case .pause where board.paused != nil: words.resumeHint
    default: words.hint(for: command, in: layers.last)
    }
  }

  private func footer(_ world: World) -> [(String, String)] {
    if case .form(let form) = layers.last {
      return form.footerKeys.map { ($0.keys[0].label, $0.meaning(in: settings.language)) }
    }
    let keys = layers.last?.keys ?? .board
    return keys.bindings.filter(\.inFooter).map { ($0.keys[0].label, hint(for: $0.command, world)) }
  }
}

extension TicketForm {
  /// The keys that work where the form is now; the last two are how to send and how to leave.
  fileprivate var footerKeys: [FormKey] {
    if case .preview = face { return Self.keys.filter { $0.place == .preview } }
    let last: [FormKey.Meaning] = [.command(.send), .command(.leave)]
    let others = Self.keys.filter { key in
      !last.contains(key.meaning) && (key.place == .anywhere || key.place == .choice && isAtChoice)
    }
    return others + last.compactMap { meaning in Self.keys.first { $0.meaning == meaning } }
  }

  private var isAtChoice: Bool {
    guard case .field(let name) = focus else { return false }
    return fields.contains { $0.name == name && $0.textField == nil }
  }
}

import TicketCore

extension ConsoleState {
  /// The last message, until it was read; then what is still wrong.
  func drawMessage(_ frame: inout Frame, _ world: World) {
    frame.fill(layout.message)
    frame.putRight(missed, in: layout.message, style: Style(.warning))
    let lines = messageLines(world)
    for (row, line) in lines.prefix(layout.messageRows).enumerated() {
      // Where there is no room for more, the last row says that there is.
      let isCut = row == layout.messageRows - 1 && lines.count > layout.messageRows
      let text = isCut ? line.text + " " + lines[row + 1].text : line.text
      frame.put(text, at: layout.message.line(row).origin, style: Style(line.role), within: messageColumns)
    }
  }

  /// How many rows the message line needs, as far as it may have them.
  func neededMessageRows(_ world: World) -> Int {
    let most = BoardLayout.mostMessageRows(size)
    return layout.isTooSmall || most == 1 ? 1 : max(1, min(messageLines(world).count, most))
  }

  /// No operator reads on from here; `@` shows all of a message.
  private static let longestMessage = 1_000

  private func messageLines(_ world: World) -> [InfoLine] {
    // What there is to say of a filter while it is typed stands here where it has no row of its own.
    if case .filter = layers.last, layout.filterRows == 1 {
      return lines(filterRemark.text, after: "", role: filterRemark.role)
    }
    guard let message = messages.shown else {
      return standingTrouble(world).map { lines($0.text.string, after: "", role: $0.role) } ?? []
    }
    let time = CivilTime(microseconds: message.at.microseconds, offset: settings.offset).time
    let word = message.kind == .info ? "" : "\(message.kind.word)  "
    return lines(String(message.text.prefix(Self.longestMessage)), after: "\(time)  \(word)", role: message.role)
  }

  private func lines(_ sentence: String, after start: TerminalText, role: Style.Role) -> [InfoLine] {
    let rows = TerminalText.rows(ofSentence: sentence, columns: messageColumns, indent: start.width)
    return rows.enumerated().map { InfoLine($0.offset == 0 ? start + $0.element : $0.element, role: role) }
  }

  private var missed: TerminalText {
    messages.missed > 0 && messages.shown != nil ? TerminalText(words.missed(messages.missed, key: messagesKey)) : ""
  }

  private var messageColumns: Int { size.columns - (missed.isEmpty ? 0 : missed.width + 2) }

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
    let items = keys.bindings.filter(\.inFooter).map { ($0.keys[0].label, hint(for: $0.command, world)) }
    if case .filter = layers.last { return [(Key.tab.label, words.completes)] + items }
    return items
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

import TicketCore

extension ConsoleState {
  /// The last message, until it was read.
  func drawMessage(_ frame: inout Frame) {
    frame.fill(layout.message)
    guard let message = messages.shown else { return }
    let time = CivilTime(microseconds: message.at.microseconds, offset: settings.offset).time
    let text = TerminalText("\(time)  \(message.text)")
    frame.put(text, at: layout.message.origin, style: Style(message.role), within: size.columns)
  }

  /// The keys of the screen that has them, as many as there is room for.
  func drawFooter(_ frame: inout Frame) {
    frame.fill(layout.footer)
    var items = footer.map { (key: TerminalText($0), hint: TerminalText(" \($1)")) }
    // The last two are how to get help and out: they stay.
    while items.count > 2, items.reduce(-2, { $0 + $1.key.width + $1.hint.width + 2 }) > size.columns {
      items.remove(at: items.count - 3)
    }
    var column = 0
    for (key, hint) in items {
      column += frame.put(key, at: Position(column: column, row: layout.footer.row), style: Style(.key))
      column += frame.put(hint, at: Position(column: column, row: layout.footer.row), style: Style(.hint)) + 2
    }
  }

  private var footer: [(String, String)] {
    if case .form = layers.last {
      return TicketForm.keys.filter { $0.place == .anywhere }.map { ($0.keys[0].label, $0.meaning(in: settings.language)) } }
    let keys = layers.last?.keys ?? .board
    return keys.bindings.filter(\.inFooter).map { ($0.keys[0].label, words.hint(for: $0.command, in: layers.last)) }
  }
}

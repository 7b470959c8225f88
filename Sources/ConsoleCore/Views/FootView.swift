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
    var items = footer.items.map { (key: TerminalText($0), hint: TerminalText(" \($1)")) }
    while items.count > footer.kept, items.reduce(-2, { $0 + $1.key.width + $1.hint.width + 2 }) > size.columns {
      items.remove(at: items.count - footer.kept - 1)
    }
    var column = 0
    for (key, hint) in items {
      column += frame.put(key, at: Position(column: column, row: layout.footer.row), style: Style(.key))
      column += frame.put(hint, at: Position(column: column, row: layout.footer.row), style: Style(.hint)) + 2
    }
  }

  /// Keys and what they do; the last `kept` stay where there is little room, for they are how to get help and out.
  private var footer: (items: [(String, String)], kept: Int) {
    if case .form = layers.last {
      let keys = TicketForm.keys.filter { $0.place == .anywhere }
      return (keys.map { ($0.keys[0].label, $0.meaning(in: settings.language)) }, 0)
    }
    let keys = (layers.last?.keys ?? .board).bindings.filter(\.inFooter)
    return (keys.map { ($0.keys[0].label, words.hint(for: $0.command, in: layers.last)) }, 2)
  }
}

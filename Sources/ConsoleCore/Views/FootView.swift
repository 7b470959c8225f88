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
    var column = 0
    for (key, hint) in footer {
      let (key, hint) = (TerminalText(key), TerminalText(" \(hint)"))
      guard column + key.width + hint.width <= size.columns else { break }
      column += frame.put(key, at: Position(column: column, row: layout.footer.row), style: Style(.key))
      column += frame.put(hint, at: Position(column: column, row: layout.footer.row), style: Style(.hint)) + 2
    }
  }

  private var footer: [(String, String)] {
    if case .form = layers.last { return TicketForm.keys.map { ($0.keys[0].label, $0.meaning(in: settings.language)) } }
    return (layers.last?.keys ?? .board).bindings.filter(\.inFooter).map {
      ($0.keys.first?.label ?? "", words.hint(for: $0.command))
    }
  }
}

/// A line of text with something at its right, which gives way where there is no room for both.
struct InfoLine {
  let text: TerminalText
  let role: Style.Role
  let trailing: TerminalText?

  init(_ text: String, role: Style.Role = .plain, trailing: String? = nil) {
    self.init(TerminalText(text), role: role, trailing: trailing.map { TerminalText($0) })
  }

  init(_ text: TerminalText, role: Style.Role = .plain, trailing: TerminalText? = nil) {
    self.text = text
    self.role = role
    self.trailing = trailing
  }

  func draw(_ frame: inout Frame, in line: Rect) {
    var room = line.columns
    if let trailing, min(text.width, 30) + 2 + trailing.width <= line.columns {
      room = frame.putRight(trailing, in: line, style: Style(.dim)) - 2
    }
    frame.put(text, at: line.origin, style: Style(role), within: room)
  }
}

/// A line of text with something at its right, which gives way where there is no room for both: to all of the text, or
/// to as much as tells what it is.
struct InfoLine {
  let text: TerminalText
  let role: Style.Role
  let trailing: TerminalText?
  /// The text is not cut for what stands at its right.
  let keepsText: Bool

  init(_ text: String, role: Style.Role = .plain, trailing: String? = nil, keepsText: Bool = false) {
    self.init(TerminalText(text), role: role, trailing: trailing.map { TerminalText($0) }, keepsText: keepsText)
  }

  init(_ text: TerminalText, role: Style.Role = .plain, trailing: TerminalText? = nil, keepsText: Bool = false) {
    self.text = text
    self.role = role
    self.trailing = trailing
    self.keepsText = keepsText
  }

  /// The columns that the text keeps.
  private var kept: Int { keepsText ? text.width : min(text.width, 30) }

  func draw(_ frame: inout Frame, in line: Rect) {
    var room = line.columns
    if let trailing, kept + 2 + trailing.width <= line.columns {
      room = frame.putRight(trailing, in: line, style: Style(.dim)) - 2
    }
    frame.put(text, at: line.origin, style: Style(role), within: room)
  }
}

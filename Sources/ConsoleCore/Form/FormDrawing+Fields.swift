extension FormDrawing {
  /// More would take the eye too far.
  private static let widestValue = 100
  /// ` 200/200`
  private static let counterColumns = 8

  func draw(_ field: FormField, on frame: inout Frame, in place: Rect) {
    let focused = form.focus == .field(field.name)
    let place = place.narrowed(to: Self.widestValue)
    switch field.content {
    case .choice(let choice): draw(choice, focused: focused, on: &frame, in: place)
    case .fixed(let text): draw(fixed: TerminalText(text), on: &frame, in: place)
    case .text(let text):
      let hint = field.name.isOptional && !focused && text.isEmpty ? texts.optional : TerminalText()
      draw(focused ? text : text.fromStart, hint: hint, focused: focused, on: &frame, in: place)
    }
  }

  /// `(*) FULL  ( ) INCREMENTAL`
  private func draw(_ choice: FormChoice, focused: Bool, on frame: inout Frame, in place: Rect) {
    var rest = place
    for (index, value) in choice.values.enumerated() {
      let isChosen = index == choice.index
      let text = TerminalText((isChosen ? "(*) " : "( ) ") + value)
      if isChosen, focused, rest.columns > 1 { frame.cursor = Position(column: rest.column + 1, row: rest.row) }
      let style = isChosen ? Style(.strong, selected: focused) : .plain
      let used = frame.put(text, at: rest.origin, style: style, within: rest.columns)
      rest = rest.from(rest.column + used + 2)
    }
  }

  private func draw(fixed text: TerminalText, on frame: inout Frame, in place: Rect) {
    let used = frame.put(text, at: place.origin, within: place.columns)
    let rest = place.from(place.column + used + 1)
    frame.put(texts.fixed, at: rest.origin, style: Style(.dim), within: rest.columns)
  }

  private func draw(_ text: TextField, hint: TerminalText, focused: Bool, on frame: inout Frame, in place: Rect) {
    let hasCounter = place.columns > 2 * Self.counterColumns
    let field = place.narrowed(to: place.columns - (hasCounter ? Self.counterColumns : 0))
    let window = text.visible(width: field.columns)
    frame.fill(field, style: Style(.field))
    frame.put(hint, at: field.origin, style: Style(.placeholder), within: field.columns)
    frame.put(window.text, at: field.origin, style: Style(.field), within: field.columns)
    if focused, !field.isEmpty { frame.cursor = Position(column: field.column + window.cursor, row: field.row) }
    guard hasCounter else { return }
    let counter: TerminalText = "\(text.count)/\(text.limit)"
    frame.put(
      counter, at: Position(column: place.endColumn - counter.width, row: place.row),
      style: Style(text.count < text.limit ? .dim : .warning))
  }

  /// `[ Send ]  Ctrl-S  Ctrl-P preview`, the last only if not all of the preview is seen.
  func drawButton(on frame: inout Frame, in row: Rect, offset: Int) {
    let button: TerminalText = "[ " + texts.send + " ]"
    let send = TerminalText("  \(Key.control("s").label)")
    let look = preview.isWhole(in: layout.preview) ? "" : TerminalText("  \(Key.control("p").label) ") + texts.preview
    let focused = form.focus == .button
    let style = form.phase == .sending ? Style(.dim) : Style(.button, selected: focused)
    var rest = row.fitting((button + send + look).width, offset: offset, atLeast: Self.indent)
    if focused, rest.columns > 2 { frame.cursor = Position(column: rest.column + 2, row: rest.row) }
    rest = rest.from(rest.column + frame.put(button, at: rest.origin, style: style, within: rest.columns))
    for hint in [send, look] where hint.width <= rest.columns {
      rest = rest.from(rest.column + frame.put(hint, at: rest.origin, style: Style(.hint), within: rest.columns))
    }
  }
}

extension TextField {
  /// The same with the cursor before the text: who does not write in it reads it from its beginning.
  fileprivate var fromStart: TextField {
    var field = self
    _ = field.handle(.home)
    return field
  }
}

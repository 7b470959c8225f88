import TicketCore

/// Draws the fields of a form and what stands around them.
struct FormDrawing {
  /// Before the labels, for the mark of the focus.
  static let indent = 2

  let form: TicketForm
  let texts: FormTexts
  let layout: FormLayout
  let preview: FormPreview
  private let remarks: [FormRemark]
  private let notes: [FormField.Name: FormRemark]
  /// The columns from a row's start to its value: behind the widest label, the same for all fields.
  private let valueOffset: Int

  init(form: TicketForm, texts: FormTexts, duplicates: [FormNotes.Duplicate], in rect: Rect) {
    let inside = rect.inset()
    self.form = form
    self.texts = texts
    preview = FormPreview(line: form.previewLine, texts: texts)
    remarks = FormRemark.all(on: form, duplicates: duplicates, texts: texts, columns: inside.columns - 2 * Self.indent)
    notes = form.fields.reduce(into: [:]) { $0[$1.name] = FormRemark(on: $1, of: form, texts: texts) }
    valueOffset = Self.indent + (form.fields.map { texts.label(of: $0.name).width }.max() ?? 0) + 2
    layout = FormLayout(of: form, in: inside, noted: Set(notes.keys), noteRows: remarks.count)
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    frame.box(
      rect, title: texts.title(of: form.type), style: Style(.activeBorder), titleStyle: Style(.title))
    for (offset, line) in layout.lines.enumerated() {
      draw(line, on: &frame, in: withoutMargin(layout.body.line(offset)))
    }
    drawRemarks(on: &frame)
    preview.draw(on: &frame, below: layout.preview)
    drawScrollSigns(on: &frame, at: rect.endColumn - 1)
  }

  private func draw(_ line: FormLayout.Line, on frame: inout Frame, in row: Rect) {
    let value = row.from(row.column + valueOffset)
    switch line {
    case .blank: break
    case .field(let name):
      guard let field = form.fields.first(where: { $0.name == name }) else { return }
      drawLabel(of: name, on: &frame, in: row)
      draw(field, on: &frame, in: value)
    case .note(let name):
      guard let note = notes[name] else { return }
      put(note, on: &frame, in: row, offset: valueOffset)
    case .button:
      mark(form.focus == .button, on: &frame, in: row)
      drawButton(on: &frame, in: row, offset: valueOffset)
    }
  }

  private func drawLabel(of name: FormField.Name, on frame: inout Frame, in row: Rect) {
    let focused = form.focus == .field(name)
    mark(focused, on: &frame, in: row)
    let place = row.from(row.column + Self.indent)
    frame.put(texts.label(of: name), at: place.origin, style: focused ? Style(.strong) : .plain, within: place.columns)
  }

  private func mark(_ isFocused: Bool, on frame: inout Frame, in row: Rect) {
    guard isFocused else { return }
    frame.put(">", at: row.origin, style: Style(.key), within: row.columns)
  }

  private func drawRemarks(on frame: inout Frame) {
    for (offset, remark) in remarks.prefix(layout.notes.rows).enumerated() {
      let isCut = offset == layout.notes.rows - 1 && remarks.count > layout.notes.rows
      put(isCut ? remark.cut : remark, on: &frame, in: withoutMargin(layout.notes.line(offset)), offset: Self.indent)
    }
  }

  /// The last column stays free where there are enough.
  private func withoutMargin(_ row: Rect) -> Rect {
    row.narrowed(to: row.columns - (row.columns >= 50 ? 1 : 0))
  }

  private func put(_ remark: FormRemark, on frame: inout Frame, in row: Rect, offset: Int) {
    let place = row.fitting(remark.text.width, offset: offset, atLeast: Self.indent)
    frame.put(remark.text, at: place.origin, style: Style(remark.role), within: place.columns)
  }

  private func drawScrollSigns(on frame: inout Frame, at column: Int) {
    guard !layout.body.isEmpty else { return }
    if layout.isCutAbove { frame.put("^", at: Position(column: column, row: layout.body.row), style: Style(.hint)) }
    if layout.isCutBelow {
      frame.put("v", at: Position(column: column, row: layout.body.endRow - 1), style: Style(.hint))
    }
  }
}

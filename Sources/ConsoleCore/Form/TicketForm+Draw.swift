extension TicketForm {
  /// Draws the form into the rectangle, with the frame's cursor where the input method is to write.
  public func draw(on frame: inout Frame, in rect: Rect, notes: FormNotes) {
    frame.fill(rect)
    frame.cursor = nil
    let texts = FormTexts(language: notes.language)
    switch face {
    case .fields:
      let drawing = FormDrawing(form: self, texts: texts, duplicates: notes.duplicates, in: rect)
      drawing.draw(on: &frame, in: rect)
    case .preview(let page):
      FormPreview(line: previewLine, texts: texts).draw(on: &frame, filling: rect, page: page)
    }
  }
}

import TicketCore

/// Draws the line that sending would append.
struct FormPreview {
  /// Nil while the form breaks a rule.
  let line: String?
  let texts: FormTexts

  /// Whether all of it is seen in that much room.
  func isWhole(in rect: Rect) -> Bool {
    rows(columns: content(of: rect).columns).count < rect.rows
  }

  /// Below the fields, under a head; what finds no room is cut.
  func draw(on frame: inout Frame, below rect: Rect) {
    guard !rect.isEmpty else { return }
    drawHead(on: &frame, in: content(of: rect.line(0)))
    let content = content(of: rect)
    let rows = rows(columns: content.columns)
    for (offset, row) in rows.prefix(rect.rows - 1).enumerated() {
      let isCut = offset == rect.rows - 2 && rows.count >= rect.rows
      put(isCut ? row + "~" : row, on: &frame, in: content.line(offset + 1))
    }
  }

  /// As a box of its own, a page at a time.
  func draw(on frame: inout Frame, filling rect: Rect, page: Int) {
    let inside = content(of: rect.inset())
    let rows = rows(columns: inside.columns)
    // The last row explains the placeholders.
    let perPage = max(1, inside.rows - 1)
    let pages = max(1, (rows.count + perPage - 1) / perPage)
    let shown = ((page % pages) + pages) % pages
    frame.box(
      rect, title: title(within: rect.columns - 12),
      trailing: pages > 1 ? "\(shown + 1)/\(pages)" : nil, style: Style(.activeBorder), titleStyle: Style(.title))
    for (offset, row) in rows.dropFirst(shown * perPage).prefix(perPage).enumerated() {
      put(row, on: &frame, in: inside.line(offset))
    }
    guard line != nil, inside.rows > 1 else { return }
    let last = inside.line(inside.rows - 1)
    frame.put(texts.placeholders, at: last.origin, style: Style(.hint), within: last.columns)
  }

  /// `── Line to append ─────── ... = set when sent ──`
  private func drawHead(on frame: inout Frame, in head: Rect) {
    let explained = line == nil ? "" : " " + texts.placeholders + " "
    let name = " " + title(within: head.columns - explained.width - 6) + " "
    frame.rule(at: head.origin, columns: head.columns)
    let origin = Position(column: head.column + 2, row: head.row)
    let used = frame.put(name, at: origin, style: Style(.title), within: max(0, head.columns - 4))
    let column = head.endColumn - 2 - explained.width
    guard column > origin.column + used else { return }
    frame.put(explained, at: Position(column: column, row: head.row), style: Style(.hint))
  }

  private func put(_ row: TerminalText, on frame: inout Frame, in place: Rect) {
    guard !place.isEmpty else { return }
    frame.put(row, at: place.origin, style: Style(line == nil ? .hint : .plain), within: place.columns)
  }

  /// Names the file too where there is room.
  private func title(within columns: Int) -> TerminalText {
    let whole = texts.previewTitle(naming: .requests)
    return whole.width <= columns ? whole : texts.previewTitle
  }

  private func rows(columns: Int) -> [TerminalText] {
    guard let line else { return TerminalText.rows(ofSentence: texts.noPreview, columns: columns) }
    return TerminalText.rows(of: line, columns: columns)
  }

  private func content(of rect: Rect) -> Rect { rect.inset(columns: rect.columns >= 20 ? 1 : 0, rows: 0) }
}

extension TextField {
  /// The part of the text that a narrow field shows.
  public struct Window: Hashable, Sendable {
    /// Never wider than asked for; `<` or `>` stands in the first or last column where text goes on.
    public let text: TerminalText
    /// The cursor's column, counted from the field's first, within its width (0 in a field without one).
    public let cursor: Int
    /// Whether `text` begins with the sign `<`.
    public let isCutLeft: Bool
    /// Whether `text` ends with the sign `>`.
    public let isCutRight: Bool
  }

  /// The part around the cursor, scrolled by half a field at a time. It depends on nothing but text, cursor and width.
  public func visible(width: Int) -> Window {
    guard width > 0 else { return Window(text: "", cursor: 0, isCutLeft: false, isCutRight: false) }
    // Each by itself, for then it has the same width wherever the cursor stands; the last is the cursor's at the end.
    let pieces = characters.map { TerminalText(String($0)) } + [" "]
    let strip = Strip(pieces: pieces, width: width)
    return strip.window(from: strip.start(showing: cursor), cursor: cursor)
  }
}

/// The whole text on a strip behind a window of `width` columns.
private struct Strip {
  let pieces: [TerminalText]
  let width: Int
  /// The column where each piece begins, and at last the one where all ends.
  let columns: [Int]

  init(pieces: [TerminalText], width: Int) {
    self.pieces = pieces
    self.width = width
    self.columns = pieces.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.width) }
  }

  /// A field that has no room for both signs and a wide character shows none.
  private var hasSigns: Bool { width >= 4 }

  private func isCutLeft(from start: Int) -> Bool { hasSigns && start > 0 }

  private func isCutRight(from start: Int) -> Bool {
    hasSigns && columns[pieces.count] - columns[start] > width - (isCutLeft(from: start) ? 1 : 0)
  }

  private func room(from start: Int) -> Int {
    width - (isCutLeft(from: start) ? 1 : 0) - (isCutRight(from: start) ? 1 : 0)
  }

  /// The first piece of the window that shows the one at the cursor, or its beginning if it is wider than the field.
  func start(showing cursor: Int) -> Int {
    let needed = columns[cursor] + min(2, pieces[cursor].width)
    var start = 0
    while start < cursor, needed - columns[start] > room(from: start) {
      let next = columns[start] + max(1, width / 2)
      start = columns[..<cursor].firstIndex { $0 >= next } ?? cursor
    }
    return start
  }

  func window(from start: Int, cursor: Int) -> TextField.Window {
    let left = isCutLeft(from: start)
    let right = isCutRight(from: start)
    let room = room(from: start)
    var shown = TerminalText()
    for piece in pieces[start...].dropLast() {
      let part = piece.clipped(to: room - shown.width, ellipsis: false)
      shown += part
      if part.width < piece.width { break }
    }
    let gap = right ? TerminalText(String(repeating: " ", count: max(0, room - shown.width))) : ""
    return TextField.Window(
      text: (left ? "<" : "") + shown + gap + (right ? ">" : ""),
      cursor: columns[cursor] - columns[start] + (left ? 1 : 0), isCutLeft: left, isCutRight: right)
  }
}

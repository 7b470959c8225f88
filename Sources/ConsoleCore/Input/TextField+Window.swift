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
    // Each by itself, for then it has the same width wherever the cursor stands.
    let pieces = characters.map { TerminalText(String($0)) }
    return Strip(pieces: pieces, cursor: cursor, width: width).window
  }
}

/// The whole text on a strip behind a window of `width` columns.
private struct Strip {
  let pieces: [TerminalText]
  let cursor: Int
  let width: Int
  /// The column where each piece begins, and at last the one where the text ends.
  let columns: [Int]

  init(pieces: [TerminalText], cursor: Int, width: Int) {
    self.pieces = pieces
    self.cursor = cursor
    self.width = width
    self.columns = pieces.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.width) }
  }

  /// The columns to be seen of what the cursor stands on: a blank at the end, the beginning of what is too wide.
  private var underCursor: Int { cursor == pieces.count ? 1 : min(2, pieces[cursor].width) }

  /// A field that has no room for both signs and a wide character shows none.
  private var hasSigns: Bool { width >= 4 }

  private func isCutLeft(from start: Int) -> Bool { hasSigns && start > 0 }

  private func isCutRight(from start: Int) -> Bool {
    let end = max(columns[pieces.count], columns[cursor] + underCursor)
    return hasSigns && end - columns[start] > width - (isCutLeft(from: start) ? 1 : 0)
  }

  private func room(from start: Int) -> Int {
    width - (isCutLeft(from: start) ? 1 : 0) - (isCutRight(from: start) ? 1 : 0)
  }

  /// The first piece to be seen.
  private var start: Int {
    let needed = columns[cursor] + underCursor
    var start = 0
    while start < cursor, needed - columns[start] > room(from: start) {
      let next = columns[start] + max(1, width / 2)
      start = columns[..<cursor].firstIndex { $0 >= next } ?? cursor
    }
    return start
  }

  var window: TextField.Window {
    let start = start
    let left = isCutLeft(from: start)
    let right = isCutRight(from: start)
    let room = room(from: start)
    var shown = TerminalText()
    for piece in pieces[start...] {
      let part = piece.clipped(to: room - shown.width, ellipsis: false)
      shown += part
      if part.width < piece.width { break }
    }
    let gap = right ? TerminalText(String(repeating: " ", count: room - shown.width)) : ""
    return TextField.Window(
      text: (left ? "<" : "") + shown + gap + (right ? ">" : ""),
      cursor: columns[cursor] - columns[start] + (left ? 1 : 0), isCutLeft: left, isCutRight: right)
  }
}

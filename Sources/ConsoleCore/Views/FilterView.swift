import TicketCore

extension ConsoleState {
  /// The filter, as long as it is on or typed: nobody is to think that tickets are gone.
  func drawFilter(_ frame: inout Frame, _ world: World) {
    guard layout.filterRows > 0 else { return }
    frame.fill(layout.filter)
    let line = layout.filter.line(0)
    if case .filter(let prompt) = layers.last {
      drawPrompt(prompt, &frame, in: line, world)
      put(filterRemark.text, filterRemark.role, &frame, in: layout.filter.line(1))
    } else if let filter = board.filter {
      let label = TerminalText("\(words.filter)  ")
      let text = TerminalText(filter.filter.text)
      let clears = layers.isEmpty ? KeyTable.board.keys(of: .back).first.map { words.clears($0.label) } : nil
      let problem = filter.filter.problems.first.map { $0.sentence(in: settings.language) }
      let room = drawStanding(
        &frame, in: line, world, beside: label.width + text.width + 2, with: TerminalText(problem ?? clears ?? ""))
      let used = frame.put(label, at: line.origin, style: Style(.key))
      let start = Position(column: line.column + used, row: line.row)
      frame.put(text, at: start, style: Style(.strong), within: room - used - 2)
    }
  }

  private func drawPrompt(_ prompt: FilterPrompt, _ frame: inout Frame, in line: Rect, _ world: World) {
    let room = drawStanding(&frame, in: line, world, beside: line.columns, with: "")
    let used = frame.put("/ ", at: line.origin, style: Style(.key))
    let field = Rect(column: line.column + used, row: line.row, columns: room - used - 2, rows: 1)
    frame.fill(field, style: Style(.field))
    let window = prompt.field.visible(width: field.columns)
    frame.put(window.text, at: field.origin, style: Style(.field), within: field.columns)
    frame.cursor = Position(column: field.column + window.cursor, row: field.row)
  }

  /// At the right: how many tickets came through, how far the search is, and, where that leaves room beside so many
  /// columns, more; how many columns are left.
  private func drawStanding(
    _ frame: inout Frame, in line: Rect, _ world: World, beside used: Int, with more: TerminalText
  ) -> Int {
    guard let filter = board.filter else { return line.columns }
    let all = board.shown(world.board).count
    let parts = ["\(filter.tickets.count)/\(all)", searchText(filter)].compactMap(\.self)
    var text = TerminalText(parts.joined(separator: "  "))
    let room = line.columns - used - text.width - 2
    if !more.isEmpty, room >= min(more.width, 20) { text += "  " + more.clipped(to: room) }
    let isWrong = !filter.filter.problems.isEmpty || filter.isBroken
    return frame.putRight(text, in: line, style: Style(isWrong ? .warning : .dim))
  }

  private func searchText(_ filter: BoardFilter) -> String? {
    if filter.isBroken { return words.searchBroken }
    return filter.running.map { words.searching($0.share) }
  }

  /// What there is to say of a filter while it is typed: what is wrong and what would be right, or what can be typed.
  var filterRemark: (text: String, role: Style.Role) {
    let problems = board.filter?.filter.problems ?? []
    let worst = problems.first { !$0.isUnfinished } ?? problems.last
    guard let worst else { return (words.filterHelp, .dim) }
    return (worst.sentence(in: settings.language), worst.isUnfinished ? .hint : .warning)
  }

  /// Marks in a text that was drawn what the filter looks for.
  func highlight(_ frame: inout Frame, in rect: Rect) {
    guard let patterns = board.filter?.filter.highlights, !patterns.isEmpty else { return }
    for row in 0..<rect.rows { frame.highlight(patterns, in: rect.line(row)) }
  }
}

extension Frame {
  /// Marks where words stand in a line.
  fileprivate mutating func highlight(_ patterns: [TextPattern], in line: Rect) {
    let cells = row(line.row).dropFirst(line.column).prefix(line.columns)
    // Which column each byte of the text stands in, and the one behind the last.
    var columns: [Int] = []
    for (offset, cell) in cells.enumerated() {
      columns.append(contentsOf: repeatElement(line.column + offset, count: cell.text.utf8.count))
    }
    columns.append(line.endColumn)
    var text = cells.map(\.text).joined()
    let found = text.withUTF8 { bytes in
      patterns.flatMap { pattern in
        var (ranges, start) = ([Range<Int>](), 0)
        while let range = pattern.range(in: bytes, from: start), !range.isEmpty {
          ranges.append(range)
          start = range.upperBound
        }
        return ranges
      }
    }
    for range in found {
      let start = columns[range.lowerBound]
      let match = Rect(column: start, row: line.row, columns: columns[range.upperBound] - start, rows: 1)
      restyle(match) { $0.role = .match }
    }
  }
}

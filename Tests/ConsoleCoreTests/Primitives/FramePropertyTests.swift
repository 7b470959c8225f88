import ConsoleCore
import Testing

/// Whatever is drawn wherever, a frame stays a frame.
@Suite struct FramePropertyTests {
  private static let sizes = [(0, 0), (1, 1), (1, 5), (7, 1), (2, 2), (20, 6), (80, 24)]

  @Test(arguments: sizes, Seeds.first(4))
  func `every row is as wide as the frame and safe`(_ size: (Int, Int), _ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let size = Size(columns: size.0, rows: size.1)
    for _ in 0..<2 {
      let ascii = Bool.random(using: &generator)
      var frame = Frame(size: size, borders: Bool.random(using: &generator) ? .lines : .ascii, asciiOnly: ascii)
      for _ in 0..<60 {
        draw(in: &frame, using: &generator)
        if let fault = frame.fault { Issue.record("seed \(seed): \(fault)") }
      }
    }
  }

  @Test(arguments: Seeds.first(20))
  func `a text changes only its own columns`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<50 {
      // Narrow neighbours: of a wide one that is cut, the other half becomes a blank, as it must.
      var frame = Frame(size: Size(columns: 30, rows: 3))
      for row in 0..<3 { frame.put(TerminalText(String(repeating: "#", count: 30)), at: Position(column: 0, row: row)) }
      let before = frame
      let column = Int.random(in: 0..<30, using: &generator)
      let columns = Int.random(in: 0...30, using: &generator)
      let text = TerminalText(HostileText.string(upTo: 20, using: &generator))
      let used = frame.put(text, at: Position(column: column, row: 1), style: Style(.error), within: columns)
      #expect(used <= columns)
      #expect(frame.row(0) == before.row(0) && frame.row(2) == before.row(2))
      #expect(frame.row(1).prefix(column) == before.row(1).prefix(column))
      #expect(frame.row(1).dropFirst(column + used) == before.row(1).dropFirst(column + used))
    }
  }

  private func draw(in frame: inout Frame, using generator: inout SplitMix64) {
    let rect = Rect(
      column: .random(in: -5...85, using: &generator), row: .random(in: -3...26, using: &generator),
      columns: .random(in: -2...90, using: &generator), rows: .random(in: -2...30, using: &generator))
    let style = Style(Style.Role.allCases.randomElement(using: &generator) ?? .plain)
    let text = TerminalText(HostileText.string(upTo: 30, using: &generator))
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: frame.fill(rect, style: style)
    case 1: frame.restyle(rect, style: style)
    case 2: frame.select(rect)
    case 3: frame.box(rect, title: text, trailing: text, style: style)
    case 4: frame.rule(at: rect.origin, columns: rect.columns, style: style)
    case 5: frame.cursor = rect.origin
    default: frame.put(text, at: rect.origin, style: style, within: rect.columns, ellipsis: rect.rows.isMultiple(of: 2))
    }
  }
}

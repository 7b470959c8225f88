import ConsoleCore
import Testing

@Suite struct FrameTests {
  private func frame(_ columns: Int, _ rows: Int) -> Frame {
    Frame(size: Size(columns: columns, rows: rows))
  }

  @Test func `a new frame is blank and plain`() {
    let frame = frame(3, 2)
    #expect(frame.text == "\n")
    #expect(frame.styles == "\n")
    #expect(frame[2, 1].text == " " && frame[2, 1].width == 1 && frame[2, 1].style == .plain)
  }

  @Test func `text takes its columns, a wide character two cells`() {
    var frame = frame(10, 1)
    let used = frame.put("a정b", at: Position(column: 1, row: 0), style: Style(.open))
    #expect(used == 4)
    #expect(frame.text == " a정b")
    #expect(frame.styles == ".oooo")
    #expect(frame.row(0).map(\.width) == [1, 1, 2, 0, 1, 1, 1, 1, 1, 1])
  }

  @Test(arguments: [
    (0, Int.max, true, "보고서 재~", 10), (0, 7, true, "보고서~", 7), (0, 6, true, "보고~", 5), (0, 6, false, "보고서", 6),
    (8, .max, true, "        ~", 1), (9, .max, true, "         ~", 1), (10, .max, true, "", 0), (0, 0, true, "", 0),
    (0, -5, true, "", 0), (Int.max, .max, true, "", 0), (.min, .max, true, "", 0),
  ])
  func `text ends at its last column and at the edge`(
    _ column: Int, _ columns: Int, _ ellipsis: Bool, _ shown: String, _ used: Int
  ) {
    var frame = frame(10, 1)
    let text: TerminalText = "보고서 재생성"
    let taken = frame.put(text, at: Position(column: column, row: 0), within: columns, ellipsis: ellipsis)
    #expect(taken == used)
    #expect(frame.text == shown)
  }

  @Test(arguments: [(-1, " 나###"), (-2, "나####"), (-3, " #####"), (-4, "######"), (-5, "######")])
  func `what begins left of the frame is cut at its edge`(_ column: Int, _ shown: String) {
    var frame = frame(6, 1)
    frame.put("######", at: Position(column: 0, row: 0))
    frame.put("가나", at: Position(column: column, row: 0))
    #expect(frame.text == shown)
  }

  @Test(arguments: [-1, 2, .max, .min]) func `there is nothing above and below the frame`(row: Int) {
    var frame = frame(4, 2)
    let used = frame.put("text", at: Position(column: 0, row: row))
    #expect(used == 0)
    #expect(frame == self.frame(4, 2))
    #expect(frame.row(row).isEmpty)
    #expect(frame[0, row].text == " ")
  }

  @Test(arguments: [
    (0, "x", "x 나다"), (1, "x", " x나다"), (2, "x", "가x 다"), (3, "x", "가 x다"),
    (1, "라", " 라 다"), (2, "라", "가라다"), (5, "x", "가나 x"), (3, "라", "가 라"),
  ])
  func `overwriting half a wide character blanks the other half`(_ column: Int, _ over: String, _ shown: String) {
    var frame = frame(6, 1)
    frame.put("가나다", at: Position(column: 0, row: 0))
    frame.put(TerminalText(over), at: Position(column: column, row: 0))
    #expect(frame.text == shown)
    #expect(frame.row(0).map(\.width).reduce(0, +) == 6)
  }

  @Test func `filling blanks the rectangle and the halves it cuts`() {
    var frame = frame(6, 2)
    frame.put("가나다", at: Position(column: 0, row: 0))
    frame.put("가나다", at: Position(column: 0, row: 1))
    frame.fill(Rect(column: 1, row: 0, columns: 2, rows: 1), style: Style(.field))
    #expect(frame.text == "    다\n가나다")
    #expect(frame.styles == ".ll\n")
  }

  @Test func `restyling keeps the text, and a wide character one style`() {
    var frame = frame(6, 1)
    frame.put("가나다", at: Position(column: 0, row: 0), style: Style(.done))
    frame.restyle(Rect(column: 1, row: 0, columns: 2, rows: 1), style: Style(.failed))
    #expect(frame.text == "가나다")
    #expect(frame.styles == "nnffnn")
  }

  @Test func `the selection bar keeps the meanings`() {
    var frame = frame(6, 2)
    frame.put("ab", at: Position(column: 0, row: 1), style: Style(.stuck))
    frame.select(frame.bounds.line(1))
    #expect(frame.styles == "\nUUPPPP")
  }

  @Test func `a box carries a title and a count`() {
    var frame = frame(24, 3)
    frame.box(frame.bounds, title: "OPEN 대기", trailing: "12", titleStyle: Style(.title))
    #expect(
      frame.text == """
        ┌ OPEN 대기 ─────── 12 ┐
        │                      │
        └──────────────────────┘
        """)
    #expect(frame.styles.split(separator: "\n").first == "btttttttttttbbbbbbbttttb")
  }

  @Test(arguments: [
    (14, "┌ OPEN ~  12 ┐"), (13, "┌ OPEN~  12 ┐"), (9, "┌ ~  12 ┐"), (8, "┌── 12 ┐"), (5, "┌ ~ ┐"), (4, "┌──┐"),
    (2, "┌┐"),
  ])
  func `a narrow box cuts its title before its count`(_ columns: Int, _ top: String) {
    var frame = frame(columns, 2)
    frame.box(frame.bounds, title: "OPEN 대기", trailing: "12")
    #expect(frame.rowText(0) == top)
  }

  @Test func `a box that sticks out shows what is inside the frame`() {
    var frame = frame(4, 3)
    frame.box(Rect(column: -1, row: -1, columns: 4, rows: 3))
    #expect(frame.text == "  │\n──┘\n")
  }

  @Test func `ASCII borders draw boxes and rules without box characters`() {
    var frame = Frame(size: Size(columns: 6, rows: 3), borders: .ascii)
    frame.box(frame.bounds, title: "가")
    frame.rule(at: Position(column: 2, row: 1), columns: 3)
    #expect(frame.text == "+ 가 +\n| ---|\n+----+")
  }

  @Test func `an ASCII frame holds nothing else, in the same columns`() {
    var frame = Frame(size: Size(columns: 10, rows: 3), asciiOnly: true)
    frame.box(frame.bounds, title: "대기")
    let used = frame.put("정a", at: Position(column: 2, row: 1))
    #expect(used == 3)
    #expect(frame.text == "+ ???? --+\n| ??a    |\n+--------+")
  }

  @Test(arguments: [(0, 0, true), (3, 1, true), (4, 1, false), (0, 2, false), (-1, 0, false)])
  func `a cursor outside of the frame is hidden`(_ column: Int, _ row: Int, _ shown: Bool) {
    var frame = frame(4, 2)
    frame.cursor = Position(column: column, row: row)
    #expect((frame.cursor != nil) == shown)
  }

  @Test func `a golden page shows size, cursor, text and meanings`() {
    var frame = frame(5, 2)
    frame.put("가!", at: Position(column: 0, row: 1), style: Style(.error, selected: true))
    frame.cursor = Position(column: 3, row: 1)
    #expect(frame.golden == "== 5x2, cursor at column 3, row 1\n\n가!\n== styles\n\nEEE\n")
  }

  @Test func `every meaning has a letter of its own, in both cases`() {
    let styles = Style.Role.allCases.flatMap { [Style($0), Style($0, selected: true)] }
    #expect(Set(styles.map(\.letter)).count == styles.count)
  }
}

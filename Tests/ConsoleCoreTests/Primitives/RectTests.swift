import ConsoleCore
import Testing

@Suite struct RectTests {
  private let rect = Rect(column: 2, row: 1, columns: 10, rows: 4)

  @Test func `a rectangle has no negative extent`() {
    #expect(Rect(column: 0, row: 0, columns: -3, rows: -1).isEmpty)
    #expect(rect.inset(columns: 6, rows: 0).columns == 0)
  }

  @Test func `an inset takes the same off opposite sides`() {
    #expect(rect.inset() == Rect(column: 3, row: 2, columns: 8, rows: 2))
    #expect(rect.inset(columns: 2, rows: 0) == Rect(column: 4, row: 1, columns: 6, rows: 4))
  }

  @Test func `an intersection is what both cover`() {
    #expect(rect.intersection(Rect(Size(columns: 5, rows: 3))) == Rect(column: 2, row: 1, columns: 3, rows: 2))
    #expect(rect.intersection(Rect(column: 50, row: 0, columns: 5, rows: 5)).isEmpty)
  }

  @Test(arguments: [(2, 1, true), (11, 4, true), (12, 4, false), (11, 5, false), (1, 1, false)])
  func `the end is outside`(_ column: Int, _ row: Int, _ inside: Bool) {
    #expect(rect.contains(Position(column: column, row: row)) == inside)
  }

  @Test func `lines are counted from the top and end with the rectangle`() {
    #expect(rect.line(3) == Rect(column: 2, row: 4, columns: 10, rows: 1))
    #expect(rect.line(4).isEmpty)
    #expect(rect.line(-1).isEmpty)
  }
}

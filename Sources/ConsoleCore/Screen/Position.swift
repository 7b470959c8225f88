/// A place on the screen, counted from 0 at the upper left.
public struct Position: Hashable, Sendable {
  /// From the left.
  public var column: Int
  /// From the top.
  public var row: Int

  /// A place, possibly outside of any screen.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

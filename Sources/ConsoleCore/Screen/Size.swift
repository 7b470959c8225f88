/// The size of a screen in cells.
public struct Size: Hashable, Sendable {
  /// Never negative when made.
  public var columns: Int
  /// Never negative when made.
  public var rows: Int

  /// A size; what is negative counts as 0.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

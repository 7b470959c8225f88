/// Where a record stands in its log.
public struct RecordPlace: Hashable, Sendable {
  /// Byte offset of the first byte of the line.
  public let offset: Int
  /// Lines count from 1.
  public let line: Int

  /// The place of a line.
  public init(offset: Int, line: Int) {
    self.offset = offset
    self.line = line
  }

  /// Where a record stands of which nobody said where.
  public static let unknown = RecordPlace(offset: 0, line: 0)
}

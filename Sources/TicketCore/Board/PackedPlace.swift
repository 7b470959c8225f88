/// A `RecordPlace`, or none, in ten bytes that stand anywhere: offsets reach to 256 TiB, line numbers to 2³² - 1.
struct PackedPlace: Sendable {
  static let none = PackedPlace(offset: (1 << 48) - 1, line: 0)

  private let offsetLow: UInt16
  private let offsetMiddle: UInt16
  private let offsetHigh: UInt16
  private let lineLow: UInt16
  private let lineHigh: UInt16

  init(_ place: RecordPlace) { self.init(offset: place.offset, line: place.line) }

  init(offset: Int, line: Int) {
    offsetLow = UInt16(truncatingIfNeeded: offset)
    offsetMiddle = UInt16(truncatingIfNeeded: offset >> 16)
    offsetHigh = UInt16(clamping: offset >> 32)
    let line = UInt32(clamping: line)
    lineLow = UInt16(truncatingIfNeeded: line)
    lineHigh = UInt16(line >> 16)
  }

  var isNone: Bool { offsetLow & offsetMiddle & offsetHigh == .max }

  /// -1 for none.
  var offset: Int { isNone ? -1 : Int(offsetHigh) << 32 | Int(offsetMiddle) << 16 | Int(offsetLow) }

  var place: RecordPlace? {
    isNone ? nil : RecordPlace(offset: offset, line: Int(lineHigh) << 16 | Int(lineLow))
  }
}

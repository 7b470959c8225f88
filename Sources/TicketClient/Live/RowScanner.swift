/// Cuts the rows out of a TICKETS_BOARD_V1, or the elements out of another list, as the bytes come, so that a big one
/// is never whole in memory as JSON.
///
/// It only counts brackets and quotes: whoever reads a row finds out whether it is JSON.
struct RowScanner {
  /// A longer row is cut: none of ours is.
  static let longestRow = 8 << 20
  private static let longestKey = 64

  /// The key that the list stands under.
  private let list: [UInt8]
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isInRows = false
  /// The last string at the top level: the key, where a list begins.
  private var key: [UInt8] = []
  private var row: [UInt8] = []

  /// A list was read to its end.
  private(set) var isComplete = false

  init(of list: String = "rows") { self.list = Array(list.utf8) }

  /// Takes the next bytes and hands out the rows that end in them.
  mutating func take(_ bytes: some Sequence<UInt8>, _ found: ([UInt8]) -> Void) {
    for byte in bytes {
      let isInRow = isInRows && depth >= 3
      if isInRow, row.count < Self.longestRow { row.append(byte) }
      if isInString {
        takeInString(byte)
      } else {
        takeStructure(byte, found)
      }
    }
  }

  private mutating func takeInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
      return
    }
    if depth == 1, key.count < Self.longestKey { key.append(byte) }
  }

  private mutating func takeStructure(_ byte: UInt8, _ found: ([UInt8]) -> Void) {
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
      if depth == 1 { key.removeAll(keepingCapacity: true) }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      if depth == 2 { isInRows = byte == UInt8(ascii: "[") && key == list }
      if depth == 3, isInRows { row = [byte] }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if depth == 3, isInRows { found(row) }
      depth -= 1
      if depth == 1, isInRows { isComplete = true }
      if depth < 2 { isInRows = false }
    default: break
    }
  }
}

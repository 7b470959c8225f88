/// Cuts the rows out of a TICKETS_BOARD_V1 as its bytes come, so that a big board is never whole in memory as JSON.
///
/// It only counts brackets and quotes: whoever reads a row finds out whether it is JSON.
struct RowScanner {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isInRows = false
  /// The last string at the top level: the key, where a list begins.
  private var key: [UInt8] = []
  private var row: [UInt8] = []

  /// A board was read to its end.
  private(set) var isComplete = false

  /// Takes the next bytes and hands out the rows that end in them.
  mutating func take(_ bytes: some Sequence<UInt8>, _ found: ([UInt8]) -> Void) {
    for byte in bytes {
      let isInRow = isInRows && depth >= 3
      if isInRow { row.append(byte) }
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
    if depth == 1 { key.append(byte) }
  }

  private mutating func takeStructure(_ byte: UInt8, _ found: ([UInt8]) -> Void) {
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
      if depth == 1 { key.removeAll(keepingCapacity: true) }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      if depth == 2 { isInRows = byte == UInt8(ascii: "[") && key.elementsEqual("rows".utf8) }
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

/// Where the headers that libmicrohttpd tells stand in the bytes of a request's head: `name NUL blanks value`, one after the
/// other.
///
/// Of what it does not understand it tells nothing, or something else: it takes a folded line for a part of the name before
/// it, cuts a value at a NUL, drops a header without a name and ends a line at a bare line feed. A proxy that reads such a
/// head otherwise ends its body elsewhere, and the next request with it. So a head is believed where no byte is left over.
struct HeadLayout {
  /// That of 0.9.75, and of 1.0.
  private static let emptyLines: [[UInt8]] = [[0, 0], [0x0d, 0x0a]]

  private let bytes: [UInt8]
  /// Of what was told last.
  private var end: Int
  private var isStraight = true

  /// `requestLineEnd` is without the line's own break.
  init(_ bytes: [UInt8], requestLineEnd: Int) {
    self.bytes = bytes
    end = requestLineEnd
  }

  /// Takes the next header by its places, which may be any.
  mutating func take(name: Range<Int>, value: Range<Int>) {
    isStraight = isStraight && isLineBreak(from: end, to: name.lowerBound)
    isStraight = isStraight && isColon(from: name.upperBound, to: value.lowerBound)
    end = value.upperBound
  }

  /// Whether what was told is all of it, up to the empty line.
  var isWhole: Bool {
    isStraight && Self.emptyLines.contains(Array(bytes.suffix(2))) && isLineBreak(from: end, to: bytes.count - 2)
  }

  private func isColon(from start: Int, to end: Int) -> Bool {
    guard let gap = gap(from: start, to: end), gap.first == 0 else { return false }
    return gap.dropFirst().allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// 0.9.75 leaves two NULs of it. 1.0 leaves the line feed, and cuts blanks before it off the value.
  private func isLineBreak(from start: Int, to end: Int) -> Bool {
    guard let gap = gap(from: start, to: end), gap.first == 0 else { return false }
    let rest = gap.dropFirst()
    return rest == [0] || rest.last == UInt8(ascii: "\n") && rest.dropLast().allSatisfy { " \t\r".utf8.contains($0) }
  }

  private func gap(from start: Int, to end: Int) -> ArraySlice<UInt8>? {
    0 <= start && start <= end && end <= bytes.count ? bytes[start..<end] : nil
  }
}

/// A part of an id. In the 16 bytes of a UUID it is found without its text.
struct IDPattern: Hashable, Sendable {
  let text: TextPattern
  private let aligned: [Alignment]
  private let digits: Digits?

  init?(_ word: String) {
    guard let text = TextPattern(word) else { return nil }
    self.text = text
    let bytes = word.utf8.map(\.lowercasedASCII)
    let isHex = bytes.count <= 36 && bytes.allSatisfy { $0.hexValue != nil || $0 == UInt8(ascii: "-") }
    guard isHex else {
      (aligned, digits) = ([], nil)
      return
    }
    let hasDash = bytes.contains(UInt8(ascii: "-"))
    aligned = hasDash ? (0...(36 - bytes.count)).compactMap { Alignment(bytes, at: $0) } : []
    digits = hasDash ? nil : Digits(bytes.compactMap(\.hexValue))
  }

  static func == (left: IDPattern, right: IDPattern) -> Bool { left.text == right.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Whether it stands in a UUID.
  @inline(__always)
  func matches(high: UInt64, low: UInt64) -> Bool {
    if let digits { return digits.matches(high, low) }
    return aligned.contains { (high ^ $0.high) & $0.highMask == 0 && (low ^ $0.low) & $0.lowMask == 0 }
  }

  /// Whether every id that holds this holds the other as well.
  func narrows(_ other: IDPattern) -> Bool { text.narrows(other.text) }
}

/// A part of a UUID's text with its dashes in their places: which bits must be what.
private struct Alignment: Sendable {
  var (high, low) = (UInt64(0), UInt64(0))
  var (highMask, lowMask) = (UInt64(0), UInt64(0))

  /// Nothing where dashes would stand elsewhere.
  init?(_ bytes: [UInt8], at start: Int) {
    for (index, byte) in bytes.enumerated() {
      let place = start + index
      let isDash = place == 8 || place == 13 || place == 18 || place == 23
      guard let value = byte.hexValue else {
        guard isDash else { return nil }
        continue
      }
      guard !isDash else { return nil }
      let nibble = place - [8, 13, 18, 23].count { $0 < place }
      let shift = UInt64(60 - nibble % 16 * 4)
      if nibble < 16 {
        high |= UInt64(value) << shift
        highMask |= 0xf << shift
      } else {
        low |= UInt64(value) << shift
        lowMask |= 0xf << shift
      }
    }
  }
}

/// Digits that follow each other without a dash. All places of a word are looked at together: one bit for each nibble.
///
/// The dash in the middle of a UUID stands between its two words, so that no match goes from one into the other.
private struct Digits: Sendable {
  private static let ones: UInt64 = 0x1111_1111_1111_1111

  /// Each digit in all nibbles.
  private let digits: [UInt64]
  /// Where a match may begin: in the first word, and in the second.
  private let starts: (high: UInt64, low: UInt64)

  init(_ values: [UInt8]) {
    digits = values.map { UInt64($0) * Self.ones }
    starts = (
      Self.starts(values.count, runs: [0..<8, 8..<12, 12..<16]), Self.starts(values.count, runs: [0..<4, 4..<16])
    )
  }

  private static func starts(_ length: Int, runs: [Range<Int>]) -> UInt64 {
    runs.joined().reduce(0) { starts, nibble in
      let fits = runs.contains { $0.contains(nibble) && nibble + length <= $0.upperBound }
      return fits ? starts | 1 << UInt64(60 - nibble * 4) : starts
    }
  }

  func matches(_ high: UInt64, _ low: UInt64) -> Bool { found(high, starts.high) || found(low, starts.low) }

  @inline(__always)
  private func found(_ word: UInt64, _ allowed: UInt64) -> Bool {
    var places = allowed
    var shifted = word
    for digit in digits {
      // A nibble is zero where it is the digit; its bits are gathered in the lowest one.
      var other = shifted ^ digit
      other |= other >> 2
      other |= other >> 1
      places &= ~other
      if places == 0 { return false }
      shifted <<= 4
    }
    return true
  }
}

extension UInt8 {
  fileprivate var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}

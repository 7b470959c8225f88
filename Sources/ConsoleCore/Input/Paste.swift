/// A bracketed paste while it arrives: its beginning has been seen, its end has not.
struct Paste: Sendable {
  /// The bytes that are kept; what goes beyond is dropped.
  static let kept = 64 * 1024
  /// After so many bytes the paste is handed over although its end has not come.
  static let limit = 1024 * 1024

  private static let end: [UInt8] = Array("\u{1B}[201~".utf8)
  /// No key is longer than this, nor the beginnings of two.
  private static let longestKey = 8

  private var bytes: [UInt8] = []
  private var count = 0
  /// How much of the end the last bytes were.
  private var matched = 0
  /// Whether it was handed over at the limit; what still comes is no keystroke either.
  var isDelivered = false
  /// What came before was handed over because nothing came for a while: the connection stalled, or the end is lost.
  let isResumed: Bool

  init(isResumed: Bool = false) { self.isResumed = isResumed }

  /// Whether nothing of it has come since it was handed over.
  var isWaiting: Bool { isResumed && count == 0 }

  /// Whether nothing but the end was missing of what was handed over.
  var isEmptyRest: Bool { isResumed && bytes.isEmpty }

  /// Whether a read that the paste waited for looks like a key of somebody who does not wait any more. Of a paste, more
  /// comes at once, or what comes may be its end.
  func isLeft(by inputs: [KeyInput]) -> Bool {
    guard isWaiting, inputs.count <= Self.longestKey else { return false }
    let end = Self.end.map(KeyInput.byte)
    return !inputs.elementsEqual(end.prefix(inputs.count)) && !inputs.suffix(end.count).elementsEqual(end)
  }

  /// Whether the paste has reached its limit.
  var isFull: Bool { count >= Self.limit }

  /// What was pasted, without bytes that are not UTF-8.
  var text: String {
    var assembler = UTF8Assembler()
    var text = String.UnicodeScalarView()
    for byte in bytes {
      if let scalar = assembler.add(byte) { text.append(scalar) }
    }
    return String(text)
  }

  /// Takes a byte; true if it was the last one of the end.
  mutating func add(_ byte: UInt8) -> Bool {
    count += 1
    if byte == Self.end[matched] {
      matched += 1
      return matched == Self.end.count
    }
    // The end has its first byte only once, so what matched so far is content as a whole.
    for content in Self.end[..<matched] { keep(content) }
    matched = byte == Self.end[0] ? 1 : 0
    if matched == 0 { keep(byte) }
    return false
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < Self.kept { bytes.append(byte) }
  }
}

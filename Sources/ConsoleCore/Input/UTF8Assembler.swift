/// Puts scalars together from bytes that may arrive one by one; what is not UTF-8 is dropped, with nothing around it.
struct UTF8Assembler: Sendable {
  private var scalar: UInt32 = 0
  private var missing = 0
  /// What the next byte may be: narrower after a few lead bytes, so that nothing overlong and no surrogate passes.
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// The scalar that this byte completes, if any.
  mutating func add(_ byte: UInt8) -> Unicode.Scalar? {
    if missing > 0, allowed.contains(byte) { return `continue`(with: byte) }
    return begin(with: byte)
  }

  private mutating func `continue`(with byte: UInt8) -> Unicode.Scalar? {
    scalar = scalar << 6 | UInt32(byte & 0x3F)
    missing -= 1
    allowed = 0x80...0xBF
    return missing == 0 ? Unicode.Scalar(scalar) : nil
  }

  private mutating func begin(with byte: UInt8) -> Unicode.Scalar? {
    allowed = 0x80...0xBF
    switch byte {
    case 0x00...0x7F: missing = 0
    case 0xC2...0xDF: missing = 1
    case 0xE0...0xEF: missing = 2
    case 0xF0...0xF4: missing = 3
    default:
      missing = 0
      return nil
    }
    if missing == 0 { return Unicode.Scalar(byte) }
    scalar = UInt32(byte) & (0x3F >> UInt32(missing))
    switch byte {
    case 0xE0: allowed = 0xA0...0xBF
    case 0xED: allowed = 0x80...0x9F
    case 0xF0: allowed = 0x90...0xBF
    case 0xF4: allowed = 0x80...0x8F
    default: break
    }
    return nil
  }
}

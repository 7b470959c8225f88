/// Reads UUIDs as writers make them: `8-4-4-4-12` lower-case hexadecimal digits.
enum UUIDParser {
  private static let dashes: UInt8 = 0x2d

  /// The 16 bytes; nothing for any other text.
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64)? {
    guard text.count == 36, text[8] == dashes, text[13] == dashes, text[18] == dashes, text[23] == dashes else {
      return nil
    }
    let raw = UnsafeRawBufferPointer(text)
    func four(_ offset: Int) -> UInt64 {
      UInt64(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
    guard let first = nibbles(four(0) | four(4) << 32), let second = nibbles(four(9) | four(14) << 32),
      let third = nibbles(four(19) | four(24) << 32), let fourth = nibbles(four(28) | four(32) << 32)
    else { return nil }
    return (first << 32 | second, third << 32 | fourth)
  }

  /// The 32 bits that eight digits say, the first of which is the lowest byte of `digits`.
  private static func nibbles(_ digits: UInt64) -> UInt64? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A letter has bit 6; its lower four bits are 9 less than its value.
    let values = (digits & (ones &* 0x0f)) &+ ((digits >> 6) & ones) &* 9
    // Written back, only digits and lower-case letters are what they were.
    let isLetter = ((values &+ ones &* 6) >> 4) & ones
    guard values & (ones &* 0xf0) == 0, values &+ ones &* 0x30 &+ isLetter &* 0x27 == digits else { return nil }
    var packed = values.byteSwapped
    packed = (packed | packed >> 4) & 0x00ff_00ff_00ff_00ff
    packed = (packed | packed >> 8) & 0x0000_ffff_0000_ffff
    return (packed | packed >> 16) & 0xffff_ffff
  }
}

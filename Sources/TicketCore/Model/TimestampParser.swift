/// Reads `YYYY-MM-DDTHH:MM[:SS[.fraction]][Z|±HH[:MM]]`; a blank may stand for the `T`. Anything else is nothing.
enum TimestampParser {
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard text.count >= 16, text.count <= 64,
      let century = twoDigits(text, at: 0), let yearOfCentury = twoDigits(text, at: 2), text[4] == UInt8(ascii: "-"),
      let month = twoDigits(text, at: 5), text[7] == UInt8(ascii: "-"),
      let day = twoDigits(text, at: 8), isDateTimeSeparator(text[10]),
      let hour = twoDigits(text, at: 11), text[13] == UInt8(ascii: ":"),
      let minute = twoDigits(text, at: 14)
    else { return nil }
    let year = century * 100 + yearOfCentury
    guard (1...12).contains(month), day >= 1, day <= CivilTime.daysIn(month: month, year: year), hour < 24, minute < 60
    else { return nil }

    var index = 16
    var second = 0
    var microsecond = 0
    if index < text.count, text[index] == UInt8(ascii: ":") {
      guard index + 3 <= text.count, let value = twoDigits(text, at: index + 1), value < 60 else { return nil }
      second = value
      index += 3
      if index < text.count, text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ",") {
        guard let fraction = fraction(text[(index + 1)...]) else { return nil }
        microsecond = fraction.microseconds
        index = fraction.end
      }
    }
    guard let zone = zone(text[index...]) else { return nil }

    let days = CivilTime.daysSince1970(year: year, month: month, day: day)
    let minutes = days * 1440 + Int64(hour * 60 + minute) - Int64((zone.offset ?? .korea).minutes)
    return Timestamp(microseconds: (minutes * 60 + Int64(second)) * 1_000_000 + Int64(microsecond), zone: zone)
  }

  /// The zone that `text` is, whole: nothing, `Z`, `+09:00`, `+0900` or `+09`.
  static func zone(_ text: some RandomAccessCollection<UInt8>) -> Timestamp.Zone? {
    guard let sign = text.first else { return .unwritten }
    if text.count == 1, sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") { return .zulu }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let digits = text.dropFirst()
    let hasColon = digits.count == 5 && digits.dropFirst(2).first == UInt8(ascii: ":")
    guard hasColon || digits.count == 4 || digits.count == 2,
      let hours = number(digits.prefix(2)), let minutes = number(digits.dropFirst(hasColon ? 3 : 2)), minutes < 60
    else { return nil }
    let distance = hours * 60 + minutes
    return UTCOffset(minutes: sign == UInt8(ascii: "-") ? -distance : distance).map(Timestamp.Zone.offset)
  }

  private static func isDateTimeSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "T") || byte == UInt8(ascii: "t") || byte == UInt8(ascii: " ")
  }

  /// Digits up to the first other byte; those behind the sixth are cut.
  private static func fraction(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> (microseconds: Int, end: Int)? {
    var value = 0
    var digits = 0
    var index = text.startIndex
    while index < text.endIndex, let digit = digit(text[index]) {
      if digits < 6 { value = value * 10 + digit }
      digits += 1
      index += 1
    }
    guard digits > 0 else { return nil }
    for _ in 0..<max(0, 6 - digits) { value *= 10 }
    return (value, index)
  }

  private static func twoDigits(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    guard let tens = digit(text[index]), let ones = digit(text[index + 1]) else { return nil }
    return tens * 10 + ones
  }

  private static func number(_ text: some Collection<UInt8>) -> Int? {
    var value = 0
    for byte in text {
      guard let digit = digit(byte) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil
  }
}

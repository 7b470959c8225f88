/// Text made to break a screen: every sort of scalar that a terminal treats in a special way, mixed with plain ones.
enum HostileText {
  static func string(upTo length: Int, using generator: inout SplitMix64) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...length, using: &generator) { scalars.append(scalar(using: &generator)) }
    return String(scalars)
  }

  static func scalar(using generator: inout SplitMix64) -> Unicode.Scalar {
    let range = ranges.randomElement(using: &generator) ?? 0x20...0x7E
    return Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "\u{FFFD}"
  }

  private static let ranges: [ClosedRange<UInt32>] = [
    0x00...0x1F, 0x7F...0x9F,  // controls
    0x20...0x7E, 0x20...0x7E, 0xAC00...0xD7A3, 0xAC00...0xD7A3,  // what is usual
    0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB, 0x3131...0x318E,  // jamo, fillers among them
    0x0300...0x036F, 0x20D0...0x20F0, 0x0900...0x0963, 0x0E31...0x0E4E,  // marks
    0x200B...0x200F, 0x2028...0x202F, 0x2060...0x206F, 0xFE00...0xFE0F,  // invisible and bidirectional
    0xE0001...0xE007F, 0xE0100...0xE01EF, 0xE000...0xF8FF, 0xFFF0...0xFFFF,
    0x1F300...0x1FAFF, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF,  // emoji
    0x4E00...0x9FFF, 0x0590...0x06FF, 0x2000...0x200A, 0x180B...0x180F, 0x00...0x10FFFF,
  ]
}

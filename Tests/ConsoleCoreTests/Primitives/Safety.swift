import CLinux

/// What the rule of safe text says of one cluster, worked out apart from the sanitiser.
enum Safety {
  /// Why that must not reach a terminal as a cluster of `width` columns, or nil if it may.
  static func fault(of text: String, width: Int) -> String? {
    guard let base = text.unicodeScalars.first else { return "empty" }
    let marks = text.unicodeScalars.dropFirst()
    if !(1...2).contains(width) { return "width \(width)" }
    if Int(cl_wcwidth(base.value)) != width { return "width \(cl_wcwidth(base.value)), not \(width)" }
    if marks.count > 4 { return "\(marks.count) marks" }
    if let wide = marks.first(where: { cl_wcwidth($0.value) != 0 }) { return "a mark as wide as U+\(hex(wide))" }
    return text.unicodeScalars.first(where: isForbidden).map { "U+\(hex($0))" }
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return true
    case .spaceSeparator: return scalar != " "
    default: return invisible.contains { $0.contains(scalar.value) }
    }
  }

  private static let invisible: [ClosedRange<UInt32>] = [
    0x34F...0x34F, 0x115F...0x1160, 0x3164...0x3164, 0xFFA0...0xFFA0, 0x17B4...0x17B5, 0x180B...0x180F,
    0xFE00...0xFE0F, 0xE0100...0xE01EF,
  ]

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16, uppercase: true)
  }
}

extension Unicode.Scalar {
  /// Whether it shows as something of its own: not a control, a format or bidi sign, a filler, a variation selector,
  /// private, or unassigned.
  public var canBeSeen: Bool {
    if properties.isDefaultIgnorableCodePoint { return false }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  /// How many marks one character may have; more have crashed terminals.
  public static let mostMarks = 4

  /// Whether it is drawn onto what stands before it, as a jamo is that continues a Hangul syllable.
  public var isMark: Bool {
    switch (value, properties.generalCategory) {
    case (0x1160...0x11FF, _), (0xD7B0...0xD7FF, _): true
    case (_, .nonspacingMark), (_, .enclosingMark): true
    default: false
    }
  }
}

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

  /// Whether it is drawn onto what stands before it.
  var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}

/// Writes texts as roff takes them literally (man(7), groff_char(7)).
enum Roff {
  /// The text as it stands in a line; hyphens stay what is typed, and no line can become a request.
  static func text(_ text: String) -> String {
    let escaped = text.unicodeScalars.map(Self.escaped).joined()
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  /// The text as one argument of a macro.
  static func argument(_ text: String) -> String { "\"\(text.unicodeScalars.map(Self.escaped).joined())\"" }

  static func bold(_ text: String) -> String { "\\fB\(Self.text(text))\\fR" }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\(rs"
    case "-": "\\-"
    case "'": "\\(aq"
    case "\"": "\\(dq"
    case "`": "\\(ga"
    case "^": "\\(ha"
    case "~": "\\(ti"
    case "\n": " "
    default:
      scalar.isASCII
        ? String(scalar)
        : "\\[u" + String(repeating: "0", count: max(0, 4 - hex(scalar).count)) + hex(scalar) + "]"
    }
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }
}

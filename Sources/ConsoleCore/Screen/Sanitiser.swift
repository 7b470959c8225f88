import CLinux
import TicketCore

/// Turns any scalars into clusters that are safe on a terminal, one scalar at a time.
///
/// Nothing disappears but marks beyond the fourth: what cannot be shown as itself is shown as a sign or as `<XXXX>`.
struct Sanitiser {
  /// What a mark that comes next would be joined to.
  private enum Base {
    case none
    /// Takes marks.
    case letter
    /// Takes marks, and the vowels and final consonants that complete a syllable.
    case syllable
  }

  private(set) var clusters: [TerminalText.Cluster] = []
  private var base = Base.none

  /// Of so many scalars, or a few more or less.
  init(expecting count: Int) { clusters.reserveCapacity(count) }

  mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7F: append(scalar, width: 1, base: .letter)
    case 0xAC00...0xD7A3: append(scalar, width: 2, base: .syllable)
    case 0x09: append(" ", width: 1, base: .none)
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: append("⏎", width: 1, base: .none)
    case 0x00..<0x20: append(picture(ofControl: scalar.value), width: 1, base: .none)
    case 0x7F: append("␡", width: 1, base: .none)
    default: takeUncommon(scalar)
    }
  }

  private mutating func takeUncommon(_ scalar: Unicode.Scalar) {
    if scalar.properties.generalCategory == .spaceSeparator { return append(" ", width: 1, base: .none) }
    // A skin's tone is drawn into the emoji before it, or beside it: terminals disagree about the columns.
    guard scalar.canBeSeen, !scalar.properties.isEmojiModifier else { return spell(scalar) }
    switch cl_wcwidth(scalar.value) {
    case 0: join(scalar)
    case 1: append(scalar, width: 1, base: scalar.takesJamo ? .syllable : .letter)
    case 2: append(scalar, width: 2, base: scalar.takesJamo ? .syllable : .letter)
    default: spell(scalar)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, width: Int, base: Base) {
    clusters.append(TerminalText.Cluster(glyph: Glyph(scalar), width: width))
    self.base = base
  }

  /// A mark, or a vowel or final jamo, joins what stands before it; without that it gets a dotted circle to stand on.
  private mutating func join(_ mark: Unicode.Scalar) {
    let fits = mark.isFollowingJamo ? base == .syllable : base != .none
    if !fits { append(.dottedCircle, width: 1, base: .syllable) }
    clusters[clusters.count - 1].glyph.add(mark)
  }

  private mutating func spell(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    for sign in "<\(padding)\(digits)>".unicodeScalars { append(sign, width: 1, base: .none) }
  }

  private func picture(ofControl code: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(0x2400 + code) ?? "␀"
  }
}

extension Unicode.Scalar {
  /// Stands in for the base that a mark lacks.
  fileprivate static let dottedCircle: Unicode.Scalar = "◌"

  /// A conjoining consonant that begins a syllable, or what stands in for one.
  fileprivate var takesJamo: Bool {
    (0x1100...0x115E).contains(value) || (0xA960...0xA97C).contains(value) || self == .dottedCircle
  }

  /// A conjoining vowel or final consonant: it takes no column, but has no meaning on a letter that is not Hangul.
  fileprivate var isFollowingJamo: Bool {
    (0x1161...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
  }
}

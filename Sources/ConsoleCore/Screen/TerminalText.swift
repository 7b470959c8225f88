/// Text that a terminal may be given: no control character, nothing invisible, and a known width in columns.
///
/// Only the sanitiser makes it, whatever it is made from, so a value of this type is the proof that a text is safe to
/// draw or to print. Its input is cut at `limit` scalars.
public struct TerminalText: Hashable, Sendable {
  /// What stands in one place on the screen: a base character with its marks.
  public struct Cluster: Hashable, Sendable {
    /// One base scalar, followed by at most four that take no column of their own.
    public internal(set) var text: String
    /// The columns it takes by `wcwidth`, 1 or 2.
    public let width: Int
  }

  /// The most scalars of a foreign text that are looked at; the rest is dropped.
  public static let limit = 4096

  /// From left to right.
  public private(set) var clusters: [Cluster]
  /// The columns that the whole text takes.
  public private(set) var width: Int

  /// Whether there is nothing to draw.
  public var isEmpty: Bool { clusters.isEmpty }

  /// The text without anything around it, to be written to a terminal outside of a frame.
  public var string: String { clusters.reduce(into: "") { $0 += $1.text } }

  /// Nothing.
  public init() {
    self.init(clusters: [])
  }

  /// The text, sanitised.
  public init(_ string: String) {
    self.init(sanitising: string.unicodeScalars)
  }

  /// The text, sanitised.
  public init(_ foreign: some StringProtocol) {
    self.init(sanitising: foreign.unicodeScalars)
  }

  private init(sanitising scalars: some Sequence<Unicode.Scalar>) {
    var sanitiser = Sanitiser()
    for scalar in scalars.prefix(Self.limit) { sanitiser.take(scalar) }
    self.init(clusters: sanitiser.clusters)
  }

  private init(clusters: [Cluster]) {
    self.clusters = clusters
    self.width = clusters.reduce(0) { $0 + $1.width }
  }

  /// Appends; a cluster is never joined with the one before.
  public static func += (text: inout TerminalText, more: TerminalText) {
    text.clusters += more.clusters
    text.width += more.width
  }

  /// Both texts, one after the other.
  public static func + (text: TerminalText, more: TerminalText) -> TerminalText {
    var whole = text
    whole += more
    return whole
  }
}

extension TerminalText {
  /// The longest beginning that fits into `columns`; a wide character is there whole or not at all.
  ///
  /// With `ellipsis`, a text that had to be cut ends in `~`, within the same columns.
  public func clipped(to columns: Int, ellipsis: Bool = true) -> TerminalText {
    guard width > columns else { return self }
    guard columns > 0 else { return TerminalText() }
    let room = ellipsis ? columns - 1 : columns
    var used = 0
    let kept = clusters.prefix { cluster in
      used += cluster.width
      return used <= room
    }
    return TerminalText(clusters: Array(kept) + (ellipsis ? [Cluster(text: "~", width: 1)] : []))
  }

  /// The same text in as many columns, of ASCII alone: marks are dropped, any other character becomes `?` a column.
  public func ascii() -> TerminalText {
    TerminalText(clusters: clusters.flatMap(\.ascii))
  }
}

extension TerminalText.Cluster {
  fileprivate var ascii: [Self] {
    if let base = text.unicodeScalars.first, base.isASCII { return [Self(text: String(base), width: 1)] }
    return Array(repeating: Self(text: "?", width: 1), count: width)
  }
}

extension TerminalText: ExpressibleByStringInterpolation, CustomStringConvertible {
  /// A literal is sanitised like any other text, and so is all that is interpolated into it.
  public init(stringLiteral string: String) {
    self.init(string)
  }

  /// The same as `string`.
  public var description: String { string }
}

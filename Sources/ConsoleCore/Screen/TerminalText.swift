/// Text that a terminal may be given: no control character, nothing invisible, and a known width in columns.
///
/// Only the sanitiser makes it, whatever it is made from, so a value of this type is the proof that a text is safe to
/// draw or to print. Its input is cut at `limit` scalars, and ends in `~` then.
public struct TerminalText: Hashable, Sendable {
  /// What stands in one place on the screen: a base character with its marks.
  public struct Cluster: Hashable, Sendable {
    /// The character and its marks.
    public internal(set) var glyph: Glyph
    /// The columns it takes by `wcwidth`, 1 or 2.
    public let width: Int

    /// The same as a text.
    public var text: String { glyph.text }
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
  public var string: String { clusters.reduce(into: "") { $0.unicodeScalars.append(contentsOf: $1.glyph) } }

  /// Nothing.
  public init() {
    self.init(clusters: [])
  }

  /// The text, sanitised.
  public init(_ string: String) {
    self.init(sanitising: string.unicodeScalars, expected: string.utf8.count)
  }

  /// The text, sanitised.
  public init(_ foreign: some StringProtocol) {
    self.init(sanitising: foreign.unicodeScalars, expected: foreign.utf8.count)
  }

  private init(sanitising scalars: some Sequence<Unicode.Scalar>, expected count: Int) {
    var sanitiser = Sanitiser(expecting: min(count, Self.limit))
    var rest = scalars.makeIterator()
    var room = Self.limit
    while room > 0, let scalar = rest.next() {
      sanitiser.take(scalar)
      room -= 1
    }
    self.init(clusters: sanitiser.clusters + (rest.next() == nil ? [] : [Self.cut]))
  }

  init(clusters: [Cluster]) {
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
    return TerminalText(clusters: Array(kept) + (ellipsis ? [Self.cut] : []))
  }

  /// Says that there is more.
  private static let cut = Cluster(glyph: Glyph("~"), width: 1)

  /// The text in lines of at most `columns`, a wide character never cut; none for a text without anything.
  public func wrapped(to columns: Int) -> [TerminalText] {
    guard columns >= 2 else { return [] }
    var lines: [TerminalText] = []
    var line: [Cluster] = []
    var used = 0
    for cluster in clusters {
      if used + cluster.width > columns {
        lines.append(TerminalText(clusters: line))
        line = []
        used = 0
      }
      line.append(cluster)
      used += cluster.width
    }
    return line.isEmpty ? lines : lines + [TerminalText(clusters: line)]
  }

  /// The same text in as many columns, of ASCII alone: marks are dropped, any other character becomes `?` a column.
  public func ascii() -> TerminalText {
    TerminalText(clusters: clusters.flatMap(\.ascii))
  }
}

extension TerminalText.Cluster {
  fileprivate var ascii: [Self] {
    if let base = glyph.first(where: { _ in true }), base.isASCII { return [Self(glyph: Glyph(base), width: 1)] }
    return Array(repeating: Self(glyph: Glyph("?"), width: 1), count: width)
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

/// One section of a man page.
public struct ManualSection: Hashable, Sendable {
  /// What a section is made of.
  public enum Block: Hashable, Sendable {
    case paragraph(String)
    /// What something is called, and what it is.
    case entry(String, String)
    /// Lines that are shown as they are.
    case example([String])
  }

  let title: String
  let blocks: [Block]

  /// `title` is in capitals, as man pages have it.
  public init(_ title: String, _ blocks: [Block]) {
    self.title = title
    self.blocks = blocks
  }

  /// The section in roff; lines end with `\n`.
  var roff: String {
    // A heading begins a paragraph by itself.
    let body = blocks.map(\.roff).joined()
    return ".SH \(Roff.argument(title))\n" + (body.hasPrefix(".PP\n") ? String(body.dropFirst(4)) : body)
  }
}

extension ManualSection.Block {
  var roff: String {
    switch self {
    case .paragraph(let text): ".PP\n\(Roff.text(text))\n"
    case .entry(let name, let text): ".TP\n\(Roff.bold(name))\n\(Roff.text(text))\n"
    case .example(let lines):
      ".PP\n.RS 4\n.nf\n" + lines.map { Roff.text($0) + "\n" }.joined() + ".fi\n.RE\n"
    }
  }
}

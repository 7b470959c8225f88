/// What an option takes; the texts are what usage calls it.
public enum ValueReference: Hashable, Sendable {
  /// Nothing: it is there or not.
  case none
  case text(String)
  case file(String)
  case folder(String)
  /// One of these words.
  case choice([String])

  /// What usage shows; nil where nothing is taken.
  var placeholder: String? {
    switch self {
    case .none: nil
    case .text(let name), .file(let name), .folder(let name): name
    case .choice(let words): words.joined(separator: "|")
    }
  }
}

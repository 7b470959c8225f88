/// What a request asks to do with its path.
enum Method: Hashable, Sendable {
  case get, head, post, options
  /// As it was sent; methods are compared byte for byte.
  case other(String)

  init(_ word: String) {
    self =
      switch word {
      case "GET": .get
      case "HEAD": .head
      case "POST": .post
      case "OPTIONS": .options
      default: .other(word)
      }
  }

  var word: String {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .options: "OPTIONS"
    case .other(let word): word
    }
  }
}

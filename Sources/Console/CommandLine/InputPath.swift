/// Where input comes from.
enum InputPath: Hashable, Sendable {
  case standardInput
  case file(String)

  /// `-` is standard input.
  init(_ word: String) { self = word == "-" ? .standardInput : .file(word) }
}

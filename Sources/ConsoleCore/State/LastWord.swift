/// What became of something that was under way as the console was told to end, for who sees no screen any more.
public struct LastWord: Hashable, Sendable {
  /// Foreign text may be in it: sanitise before showing it.
  public let sentence: String
  /// Whether it is known to be done.
  public let isDone: Bool

  /// A whole sentence, in the operator's language.
  public init(sentence: String, isDone: Bool) {
    self.sentence = sentence
    self.isDone = isDone
  }
}

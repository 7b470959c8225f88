/// What became of a write that was under way as the console was told to end.
public struct LastWord: Hashable, Sendable {
  /// Foreign text may be in it: sanitise before showing it.
  public let sentence: String
  /// Whether it is known to be done.
  public let isDone: Bool
}

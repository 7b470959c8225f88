/// Keys typed on at a form that went away, or failed, by itself: whoever types them has not seen that yet, and means none
/// of them for what is there now. They are dropped until nothing is typed for a moment, and counted.
struct StrayKeys: Hashable {
  /// Who sees the screen change, and goes on with what is there, pauses for so long.
  static let pause = Duration.milliseconds(500)

  /// When the last one came; at first, when the form went.
  private var last: Duration
  private(set) var count: Int
  /// The number of the message that says how many there were, and what it says besides.
  let message: Int
  let sentence: String

  /// From that moment on; `count` were dropped before.
  init(since moment: Duration, count: Int, message: Int, sentence: String) {
    last = moment
    self.count = count
    self.message = message
    self.sentence = sentence
  }

  /// Whether a key that comes at that moment is one of them; if not, none is any more.
  mutating func take(at moment: Duration) -> Bool {
    guard moment - last < Self.pause else { return false }
    last = moment
    count += 1
    return true
  }
}

/// Finds the right word for a mistyped one.
public enum Nearest {
  /// The most alike of `known`; nil if none is alike enough to be worth naming.
  public static func word(to word: String, among known: [String]) -> String? {
    let typed = bare(word)
    let ranked = known.map { (word: $0, distance: distance(typed, bare($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, max(typed.count, bare(best.word).count) / 2) ? best.word : nil
  }

  /// Without dashes and case: `-Limit` is as good as `--limit`.
  private static func bare(_ word: String) -> [UInt8] {
    Array(word.lowercased().utf8.drop { $0 == UInt8(ascii: "-") }.prefix(64))
  }

  /// How many single-letter slips (missing, added, wrong, swapped) lie between two words; a beginning or an end of the
  /// other counts as one.
  public static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    let (short, long) = one.count <= other.count ? (one, other) : (other, one)
    if short.count >= 3, long != short, long.starts(with: short) || long.reversed().starts(with: short.reversed()) {
      return 1
    }
    var before: [Int] = []
    var last = Array(0...other.count)
    for (row, letter) in one.enumerated() {
      var next = [row + 1]
      for (column, sign) in other.enumerated() {
        var best = min(last[column + 1] + 1, next[column] + 1, last[column] + (letter == sign ? 0 : 1))
        if row > 0, column > 0, letter == other[column - 1], one[row - 1] == sign {
          best = min(best, before[column - 1] + 1)
        }
        next.append(best)
      }
      (before, last) = (last, next)
    }
    return last[other.count]
  }
}

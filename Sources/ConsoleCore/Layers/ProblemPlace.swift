import TicketCore

/// Which line of the logs a problem is of.
struct ProblemPlace: Hashable {
  let file: LogFile
  let offset: Int
}

extension World {
  /// The problem at a rank; nil where there is none.
  func problemPlace(at rank: Int) -> ProblemPlace? {
    problems(at: rank..<rank + 1).first.map { ProblemPlace(file: $0.file, offset: $0.place.offset) }
  }

  /// Where a problem stands among all of them; nil if it is none any more.
  func rank(of place: ProblemPlace) -> Int? {
    let before = place.file == .requests ? 0 : board.problemCount(.requests)
    var (low, high) = (before, before + board.problemCount(place.file))
    while low < high {
      let middle = (low + high) / 2
      guard let found = problemPlace(at: middle) else { return nil }
      if found.offset < place.offset { low = middle + 1 } else { high = middle }
    }
    return problemPlace(at: low) == place ? low : nil
  }
}

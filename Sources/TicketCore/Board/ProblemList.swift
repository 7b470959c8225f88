/// The problems of both logs, each in file order, in whatever order they are found; of each line the first that is
/// found (spec: tickets.md, "What a reader does").
struct ProblemList: Sendable {
  private var requests: [Problem] = []
  private var results: [Problem] = []

  subscript(file: LogFile) -> [Problem] {
    switch file {
    case .requests: requests
    case .results: results
    }
  }

  mutating func insert(_ problem: Problem) {
    switch problem.file {
    case .requests: Self.insert(problem, into: &requests)
    case .results: Self.insert(problem, into: &results)
    }
  }

  /// Nearly always at the end: only a result that waited for its request comes late.
  private static func insert(_ problem: Problem, into list: inout [Problem]) {
    var (low, high) = (0, list.count)
    if let last = list.last, last.place.offset <= problem.place.offset { low = high }
    while low < high {
      let middle = (low + high) / 2
      if list[middle].place.offset <= problem.place.offset { low = middle + 1 } else { high = middle }
    }
    guard low == 0 || list[low - 1].place.offset < problem.place.offset else { return }
    list.insert(problem, at: low)
  }
}

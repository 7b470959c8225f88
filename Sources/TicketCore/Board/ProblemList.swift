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

  /// Takes many of one log that come late, as the results do that waited for their request: all at once, for each of them
  /// alone would move all that stand behind it.
  mutating func merge(_ late: [Problem], of file: LogFile) {
    switch file {
    case .requests: Self.merge(late, into: &requests)
    case .results: Self.merge(late, into: &results)
    }
  }

  /// Whether the line at `place` has one.
  func holds(_ place: RecordPlace, of file: LogFile) -> Bool {
    let list = self[file]
    let end = Self.end(of: place, in: list)
    return end > 0 && list[end - 1].place.offset == place.offset
  }

  private static func insert(_ problem: Problem, into list: inout [Problem]) {
    let end = end(of: problem.place, in: list)
    guard end == 0 || list[end - 1].place.offset < problem.place.offset else { return }
    list.insert(problem, at: end)
  }

  private static func merge(_ late: [Problem], into list: inout [Problem]) {
    let late = late.sorted { $0.place.offset < $1.place.offset }
    guard let first = late.first else { return }
    let start = end(of: first.place, in: list)
    var rest = Array(list[start...])[...]
    list.removeSubrange(start...)
    list.reserveCapacity(start + rest.count + late.count)
    for problem in late {
      while let next = rest.first, next.place.offset <= problem.place.offset { list.append(rest.removeFirst()) }
      insert(problem, into: &list)
    }
    list += rest
  }

  /// How many stand at or before `place`: nearly always all, for only a result that waited for its request comes late.
  private static func end(of place: RecordPlace, in list: [Problem]) -> Int {
    var (low, high) = (0, list.count)
    if let last = list.last, last.place.offset <= place.offset { low = high }
    while low < high {
      let middle = (low + high) / 2
      if list[middle].place.offset <= place.offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

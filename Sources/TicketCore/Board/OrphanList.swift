/// Where the results stand that wait for their request, in file order without sorting. A line that is a problem for
/// another reason is not among them: at most one problem a line.
struct OrphanList: Sendable {
  /// All that ever waited, but for those that were swept.
  private var places: [RecordPlace] = []
  /// Which of them still wait, by rank.
  private var ranks = TicketSet()

  var count: Int { ranks.count }

  /// Where those stand that still wait, in file order.
  var waiting: [RecordPlace] {
    var waiting: [RecordPlace] = []
    waiting.reserveCapacity(count)
    ranks.forEach { waiting.append(places[$0]) }
    return waiting
  }

  /// Results come in file order.
  mutating func append(_ place: RecordPlace) {
    ranks.insert(places.count)
    places.append(place)
  }

  /// The request has come, or the line is a problem for another reason. Does nothing for a place that is not here.
  mutating func settle(_ place: RecordPlace) {
    guard let rank = rank(of: place) else { return }
    ranks.remove(rank)
    guard count < places.count / 2 else { return }
    let rest = waiting
    self = OrphanList()
    for place in rest { append(place) }
  }

  private func rank(of place: RecordPlace) -> Int? {
    // Nearly always the line that was read last.
    if places.last == place { return places.count - 1 }
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].offset < place.offset { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low] == place ? low : nil
  }
}

extension OrphanList {
  /// `problems`, which are in file order, with those that still wait in their places among them.
  func merged(into problems: [Problem]) -> [Problem] {
    guard count > 0 else { return problems }
    var merged: [Problem] = []
    merged.reserveCapacity(problems.count + count)
    var rest = problems[...]
    for place in waiting {
      while let problem = rest.first, problem.place.offset <= place.offset {
        merged.append(problem)
        rest.removeFirst()
      }
      merged.append(Self.problem(at: place))
    }
    return merged + rest
  }

  /// Those of the same at `wanted` ranks, as far as there are any, without making the others.
  func merged(into problems: [Problem], at wanted: Range<Int>) -> [Problem] {
    let wanted = wanted.clamped(to: 0..<(problems.count + count))
    var taken = count(of: problems, amongFirst: wanted.lowerBound)
    return wanted.compactMap { rank in
      let orphan = place(at: rank - taken)
      guard taken < problems.count, orphan.map({ problems[taken].place.offset <= $0.offset }) ?? true else {
        return orphan.map(Self.problem)
      }
      taken += 1
      return problems[taken - 1]
    }
  }

  /// How many of `problems` are among the first `rank` of both.
  private func count(of problems: [Problem], amongFirst rank: Int) -> Int {
    var (low, high) = (max(0, rank - count), min(rank, problems.count))
    while low < high {
      let middle = (low + high) / 2
      let isBefore = place(at: rank - middle - 1).map { problems[middle].place.offset <= $0.offset } ?? false
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// That of those that still wait; nil past the last.
  private func place(at rank: Int) -> RecordPlace? { ranks.member(at: rank).map { places[$0] } }

  private static func problem(at place: RecordPlace) -> Problem {
    Problem(file: .results, place: place, reason: .orphan)
  }
}

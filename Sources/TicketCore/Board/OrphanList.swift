/// Where the results stand that wait for their request, in file order without sorting. A line that is a problem for
/// another reason is not among them: at most one problem a line.
struct OrphanList: Sendable {
  /// All that ever waited, but for those that were swept.
  private var places: [RecordPlace] = []
  /// The offsets of those among them that wait no more.
  private var settled: Set<Int> = []

  var count: Int { places.count - settled.count }

  /// Where those stand that still wait, in file order.
  var waiting: [RecordPlace] { settled.isEmpty ? places : places.filter { !settled.contains($0.offset) } }

  /// Results come in file order.
  mutating func append(_ place: RecordPlace) { places.append(place) }

  /// The request has come, or the line is a problem for another reason. Does nothing for a place that is not here.
  mutating func settle(_ place: RecordPlace) {
    guard contains(place) else { return }
    settled.insert(place.offset)
    guard settled.count > places.count / 2 else { return }
    places.removeAll { settled.contains($0.offset) }
    settled = []
  }

  private func contains(_ place: RecordPlace) -> Bool {
    // Nearly always the line that was read last.
    if places.last == place { return true }
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].offset < place.offset { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low] == place
  }

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
      merged.append(Problem(file: .results, place: place, reason: .orphan))
    }
    return merged + rest
  }
}

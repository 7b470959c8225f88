extension TicketsBoard {
  /// Problems, results that wait for their request, and which of these are orphans.
  func archiveProblems(in facts: inout ByteWriter) {
    for file in LogFile.allCases {
      facts.add(problemList[file].count)
      for problem in problemList[file] {
        facts.add(problem.place)
        facts.add(problem.reason.code)
      }
    }
    // In file order: so each ticket's own come in theirs.
    let results = waiting.flatMap { key, results in results.map { (key, $0) } }
    facts.add(results.count)
    for (key, result) in results.sorted(by: { $0.1.place.offset < $1.1.place.offset }) {
      facts.add(key.high)
      facts.add(key.low)
      facts.add(key.isText ? 1 : 0)
      result.archive(in: &facts)
    }
    facts.add(orphans.waiting.count)
    for place in orphans.waiting { facts.add(place) }
  }

  /// Whether all of them were there.
  mutating func readProblems(from facts: inout ByteReader) -> Bool {
    for file in LogFile.allCases {
      guard let count = facts.nextCount() else { return false }
      for _ in 0..<count {
        guard let place = facts.nextPlace(), let code = facts.next(), let reason = Problem.Reason(code: code) else {
          return false
        }
        problemList.insert(Problem(file: file, place: place, reason: reason))
      }
    }
    guard let waitingCount = facts.nextCount() else { return false }
    for _ in 0..<waitingCount {
      guard let high = facts.nextBits(), let low = facts.nextBits(), let isText = facts.next(),
        let result = WaitingResult(from: &facts)
      else { return false }
      waiting[TicketKey(high: high, low: low, isText: isText == 1), default: []].append(result)
    }
    guard let orphanCount = facts.nextCount() else { return false }
    for _ in 0..<orphanCount {
      guard let place = facts.nextPlace() else { return false }
      orphans.append(place)
    }
    return true
  }
}

extension WaitingResult {
  fileprivate func archive(in facts: inout ByteWriter) {
    facts.add(TicketStatus.allCases.firstIndex(of: status) ?? 0)
    facts.add(Int(processor))
    facts.add(Int(processedAt))
    facts.add(Int(zone.code))
    facts.add(place)
  }

  fileprivate init?(from facts: inout ByteReader) {
    guard let status = facts.next(), TicketStatus.allCases.indices.contains(status),
      let processor = facts.next().flatMap(UInt32.init(exactly:)), let processedAt = facts.next(),
      let zone = facts.next().flatMap(UInt16.init(exactly:)), let place = facts.nextPlace()
    else { return nil }
    self.init(
      status: TicketStatus.allCases[status], processor: processor, processedAt: Int64(processedAt),
      zone: PackedZone(code: zone), place: place)
  }
}

extension Problem.Reason {
  /// Its rank among all reasons; -1, which makes the archive unreadable, for one that is not among them.
  fileprivate var code: Int { Self.all.firstIndex(of: self) ?? -1 }

  fileprivate init?(code: Int) {
    guard Self.all.indices.contains(code) else { return nil }
    self = Self.all[code]
  }
}

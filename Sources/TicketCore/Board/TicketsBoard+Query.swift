extension TicketsBoard {
  /// The tickets that `query` asks for, in its order. With a limit only as many are looked at as needed.
  public func select(_ query: BoardQuery) -> [Ticket] { ordinals(query).map { ticket(at: $0) } }

  /// The ordinals of the same tickets.
  public func ordinals(_ query: BoardQuery) -> [Int] {
    let limit = query.limit ?? .max
    let kinds = query.types.isEmpty ? nil : Set(kinds.numbers { query.types.contains($0.type.text) })
    let since = query.since?.microseconds
    var found: [Int] = []
    guard limit > 0, kinds?.isEmpty != true else { return found }
    let sets = TicketStatus.allCases.filter { query.statuses.isEmpty || query.statuses.contains($0) }.map(tickets)
    let blocks = (count + TicketSet.block - 1) / TicketSet.block
    for step in 0..<blocks {
      let block = query.order == .oldestFirst ? step : blocks - 1 - step
      guard blockFacts.canHold(block, since: since, kinds: kinds) else { continue }
      TicketSet.forEach(ofAny: sets, in: block, forwards: query.order == .oldestFirst) { ordinal in
        if let since, entries[ordinal].lastAt < since { return true }
        if let kinds, !kinds.contains(entries[ordinal].kind) { return true }
        found.append(ordinal)
        return found.count < limit
      }
      if found.count >= limit { break }
    }
    return found
  }
}

extension LiveBoard {
  /// Searches the records one by one.
  public func search(_ search: RecordSearch, while wanted: () -> Bool, _ tell: ([RecordHit], Double) -> Void) -> Bool {
    search.inParts { ordinals, share in
      let (places, records) = withRecords { (search.places(of: ordinals, on: $0), $1) }
      guard wanted(), let places else { return false }
      var hits: [RecordHit] = []
      for (ordinal, places) in zip(ordinals, places) {
        let texts = places.flatMap { records.record(at: $0.place, in: $0.file, of: $0.id)?.searchedTexts ?? [] }
        for (word, pattern) in search.words.enumerated() where texts.contains(where: { pattern.matches($0) }) {
          hits.append(RecordHit(word: word, ordinal: ordinal))
        }
      }
      tell(hits, share)
      return true
    }
  }
}

extension RecordSearch {
  /// Where a record of a candidate stands.
  public struct Place: Hashable, Sendable {
    /// In which log.
    public let file: LogFile
    /// Where in that log.
    public let place: RecordPlace
    /// Whose it is.
    public let id: Ticket.ID
  }

  private static let part = 256

  /// Hands out the candidates in the order of the search, some hundred at a time and with the share that is done then,
  /// until `body` says no; whether it never did.
  public func inParts(_ body: ([Int], Double) -> Bool) -> Bool {
    guard body(first, 0) else { return false }
    var rank = candidates.count
    while rank > 0 {
      let part = max(0, rank - Self.part)..<rank
      rank = part.lowerBound
      let share = 1 - Double(rank) / Double(candidates.count)
      guard body(candidates.members(at: part.reversed()), share) else { return false }
    }
    return true
  }

  /// Where the records of tickets stand, as far as they belong to the search; nil of another board.
  public func places(of ordinals: [Int], on board: TicketsBoard) -> [[Place]]? {
    guard board.generation == generation else { return nil }
    return ordinals.map { ordinal in
      let ticket = board.ticket(at: ordinal)
      let results = [ticket.consumed, ticket.completed].compactMap(\.self).filter { $0.offset < end.results }
      return [Place(file: .requests, place: ticket.request, id: ticket.id)]
        + results.map { Place(file: .results, place: $0, id: ticket.id) }
    }
  }

  /// The candidate of an id whose request begins at `offset`; nil if there is none.
  public func candidate(_ id: Ticket.ID, ofRequestAt offset: Int, on board: TicketsBoard) -> Int? {
    let ordinal = board.firstOrdinal(from: offset)
    guard candidates.contains(ordinal) else { return nil }
    let ticket = board.ticket(at: ordinal)
    return ticket.request.offset == offset && ticket.id == id ? ordinal : nil
  }

  /// The candidate of an id to whose life the result at `offset` belongs; nil if there is none.
  public func candidate(_ id: Ticket.ID, ofResultAt offset: Int, on board: TicketsBoard) -> Int? {
    guard let ordinal = board.ordinal(of: id), candidates.contains(ordinal) else { return nil }
    let ticket = board.ticket(at: ordinal)
    return ticket.consumed?.offset == offset || ticket.completed?.offset == offset ? ordinal : nil
  }
}

extension StoredRecord {
  /// The texts that memory does not hold: reason and message id, or else the payload as it stands; or the message.
  public var searchedTexts: [String] {
    switch file {
    case .results: return [text("message")].compactMap(\.self)
    case .requests:
      let texts = [payloadText("reason"), payloadText("message_id")].compactMap(\.self)
      return texts.isEmpty ? [json["payload"].map(JSONWriter.text)].compactMap(\.self) : texts
    }
  }
}

import Synchronization

/// Keeps tickets in memory only, by the same rules as the logs: for tests, and to try things.
public final class InMemoryTicketService: TicketService, LiveBoard, TicketRecords {
  fileprivate struct State {
    var board = TicketsBoard()
    var lines: [LogFile: [StoredRecord]] = [:]
    var generator: any RandomNumberGenerator & Sendable
  }

  /// 1 MiB, the `\n` included, as in the logs.
  private static let recordLimit = 1 << 20

  private let state: Mutex<State>
  private let clock: any TicketClock
  private let offset: UTCOffset

  /// No tickets yet; ids come from `generator`, times are written with `offset`.
  public init(
    clock: any TicketClock, offset: UTCOffset = .korea,
    generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) {
    state = Mutex(State(generator: generator))
    self.clock = clock
    self.offset = offset
  }

  /// As the port says; durable is what memory is.
  public func submit(_ submission: TicketSubmission) throws(TicketServiceError) -> SubmitReceipt {
    try state.withLock { (state) throws(TicketServiceError) in
      let id = Ticket.ID.random(using: &state.generator)
      let request = TicketRequest(requestID: id, requestedAt: clock.now().at(offset), submission: submission)
      try Self.requireRoom(for: request.json, of: id)
      let record = state.append(request.json, to: .requests)
      state.board.apply(RequestRecord(record, of: id))
      return SubmitReceipt(requestID: id, requestedAt: request.requestedAt)
    }
  }

  /// As the port says.
  public func take(
    _ step: TicketStep, of id: Ticket.ID, fence: (any WorkerFence)?
  ) throws(TicketServiceError) -> StepReceipt {
    try state.withLock { (state) throws(TicketServiceError) in
      try fence?.check()
      let ticket = try state.board.require(id)
      let resultID = step.key?.resultID(of: id, step) ?? .random(using: &state.generator)
      guard ticket.status.accepts(step.status) else {
        let isDone = (state.lines[.results] ?? []).contains { $0.text("result_id") == resultID.description }
        if isDone { return StepReceipt(requestID: id, newStatus: step.status, resultID: resultID) }
        throw TicketServiceError(.conflict(current: ticket.status), context: id.description)
      }
      let at = state.board.nextProcessedAt(of: ticket, now: clock.now(), default: offset)
      let result = TicketResult(resultID: resultID, requestID: id, processedAt: at, step: step)
      try Self.requireRoom(for: result.json, of: id)
      let place = state.append(result.json, to: .results).place
      state.board.apply(
        ResultRecord(requestID: id, status: step.status, processor: step.processor, processedAt: at, place: place))
      return StepReceipt(requestID: id, newStatus: step.status, resultID: resultID)
    }
  }

  private static func requireRoom(for record: JSONValue, of id: Ticket.ID) throws(TicketServiceError) {
    guard JSONWriter.line(record).count < recordLimit else {
      throw TicketServiceError(.tooLarge, context: id.description)
    }
  }

  /// As the port says.
  public func board(_ query: BoardQuery) throws(TicketServiceError) -> [BoardRow] {
    let tickets = state.withLock { $0.board.select(query) }
    return tickets.map { BoardRow(ticket: $0, records: history(of: $0)) }
  }

  /// As the port says.
  public func ticket(_ id: Ticket.ID) throws(TicketServiceError) -> TicketHistory {
    let ticket = try state.withLock { (state) throws(TicketServiceError) in try state.board.require(id) }
    return TicketHistory(ticket: ticket, records: history(of: ticket))
  }

  /// As the port says.
  public func changes(since cursor: BoardCursor) throws(TicketServiceError) -> BoardChanges {
    state.withLock { BoardChanges(cursor: $0.board.cursor, changes: $0.board.changes(since: cursor)) }
  }

  /// The board as it is now; a copy.
  public var currentBoard: TicketsBoard { state.withLock { $0.board } }

  /// Looks at the board as it is now.
  public func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R {
    try body(currentBoard)
  }

  /// There is only this board: its generation says it all.
  public func digest(before place: BoardCursor, of generation: UInt64) -> UInt64? {
    let board = currentBoard
    return board.generation == generation && place.isWithin(board.cursor) ? generation : nil
  }

  // MARK: TicketRecords

  /// The record of a line that was stored; no line ever becomes another.
  public func record(at place: RecordPlace, in file: LogFile, of _: Ticket.ID) -> StoredRecord? {
    record(at: place, in: file)
  }

  /// The text of a line that was stored.
  public func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? {
    record(at: place, in: file).map { String($0.raw.prefix(limit)) }
  }

  private func record(at place: RecordPlace, in file: LogFile) -> StoredRecord? {
    state.withLock { state in
      let records = state.lines[file] ?? []
      return records.indices.contains(place.line - 1) ? records[place.line - 1] : nil
    }
  }
}

extension InMemoryTicketService.State {
  /// Adds a line as a log would; offsets count its bytes and its `\n`.
  mutating func append(_ json: JSONValue, to file: LogFile) -> StoredRecord {
    let raw = JSONWriter.text(json)
    let place = RecordPlace(offset: board.cursor[file], line: (lines[file]?.count ?? 0) + 1)
    let record = StoredRecord(file: file, place: place, raw: raw, json: json)
    lines[file, default: []].append(record)
    board.read(file, to: place.offset + raw.utf8.count + 1)
    return record
  }
}

extension TicketsBoard {
  /// The ticket, or `notFound`.
  public func require(_ id: Ticket.ID) throws(TicketServiceError) -> Ticket {
    guard let ticket = ticket(id) else { throw TicketServiceError(.notFound, context: id.description) }
    return ticket
  }
}

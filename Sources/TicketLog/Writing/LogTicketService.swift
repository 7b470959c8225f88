import Glibc
public import TicketCore

/// Tickets kept in the two logs of a state folder (spec: tickets.md).
public final class LogTicketService: TicketService {
  private let store: LogStore
  private let stateGuard: StateGuard
  private let appender: Appender
  private let settled: SettledRequests
  private let clock: any TicketClock
  private let offset: UTCOffset

  /// The folder of `store` and that of `stateGuard` must be the same; times are written with `offset`.
  public convenience init(
    store: LogStore, guard stateGuard: StateGuard, clock: any TicketClock = SystemClock(), offset: UTCOffset = .korea
  ) {
    let appender = Appender(folder: store.folder)
    self.init(store: store, guard: stateGuard, clock: clock, offset: offset, appender: appender)
  }

  init(store: LogStore, guard stateGuard: StateGuard, clock: any TicketClock, offset: UTCOffset, appender: Appender) {
    self.store = store
    self.stateGuard = stateGuard
    self.clock = clock
    self.offset = offset
    self.appender = appender
    settled = SettledRequests(appender)
  }

  /// Decides nothing, so it needs no reading.
  public func submit(_ submission: TicketSubmission) throws(TicketServiceError) -> SubmitReceipt {
    var generator = SystemRandomNumberGenerator()
    let request = TicketRequest(
      requestID: .random(using: &generator), requestedAt: clock.now().at(offset), submission: submission)
    let line = request.line
    let written = try announced(.requests) { (folder) throws(TicketServiceError) in
      try appender.append(line, to: .requests, in: folder)
    }
    let (end, identity) = (written.end, written.identity)
    try written.sync()
    settled.note(end, of: identity)
    return SubmitReceipt(requestID: request.requestID, requestedAt: request.requestedAt)
  }

  /// A step whose key has made it already is acknowledged once more, for it may not have been heard.
  public func take(
    _ step: TicketStep, of id: Ticket.ID, fence: (any WorkerFence)?
  ) throws(TicketServiceError) -> StepReceipt {
    do throws(TicketServiceError) {
      return try write(step, of: id, fence: fence)
    } catch {
      guard case .conflict = error.code, let receipt = try receipt(of: step, id) else { throw error }
      return receipt
    }
  }

  /// What the step became when it came with the same key before; nil if that did not make it.
  private func receipt(of step: TicketStep, _ id: Ticket.ID) throws(TicketServiceError) -> StepReceipt? {
    guard let resultID = step.key?.resultID(of: id, step) else { return nil }
    let (ticket, records) = try store.withRecords { (board, records) throws(TicketServiceError) in
      (try board.require(id), records)
    }
    guard wins(resultID, step.status, of: ticket, in: records) else { return nil }
    // Whoever wrote it may still be syncing, or have been killed before.
    try settleRequest(of: id)
    try appender.sync(.results)
    return StepReceipt(requestID: id, newStatus: step.status, resultID: resultID)
  }

  /// Holds the guard from asking the fence to reading back what was written; syncs outside it, and the ticket's request
  /// with it: who wrote that may not have.
  private func write(
    _ step: TicketStep, of id: Ticket.ID, fence: (any WorkerFence)?
  ) throws(TicketServiceError) -> StepReceipt {
    // Nothing long happens inside the guard: most of the reading is done before.
    store.catchUp()
    store.verify()
    // What is not OPEN any more never becomes so again: no guard is needed to know who lost.
    if fence == nil, let ticket = store.withBoard({ $0.ticket(id) }), ticket.status != .open {
      try require(ticket, accepts: step)
    }
    try settleBeforehand(id)
    var generator = SystemRandomNumberGenerator()
    let resultID = step.key?.resultID(of: id, step) ?? .random(using: &generator)
    let written = try announced(.results) { (folder) throws(TicketServiceError) in
      try fence?.check()
      let at = try decide(step, of: id)
      let result = TicketResult(resultID: resultID, requestID: id, processedAt: at, step: step)
      let written = try appender.append(result.line, to: .results, in: folder)
      try confirm(result, at: written.offset)
      return written
    }
    // Of a ticket that was filed meanwhile; else it costs nothing.
    try settleRequest(of: id)
    try written.sync()
    return StepReceipt(requestID: id, newStatus: step.status, resultID: resultID)
  }

  /// Reads the logs up to their ends, and then the records of each row. Throws `changing` where the logs hold still for
  /// neither.
  public func board(_ query: BoardQuery) throws(TicketServiceError) -> [BoardRow] {
    try SteadyReading.of { () throws(TicketServiceError) in
      try catchUp()
      let (tickets, records) = store.withRecords { ($0.select(query), $1) }
      return try tickets.map { (ticket) throws(TicketServiceError) in
        BoardRow(ticket: ticket, records: try records.requireHistory(of: ticket))
      }
    }
  }

  /// Reads the logs up to their ends, and then the records of the ticket. Throws `changing` where the logs hold still for
  /// neither.
  public func ticket(_ id: Ticket.ID) throws(TicketServiceError) -> TicketHistory {
    try SteadyReading.of { () throws(TicketServiceError) in
      try catchUp()
      let (ticket, records) = try store.withRecords { (board, records) throws(TicketServiceError) in
        (try board.require(id), records)
      }
      return TicketHistory(ticket: ticket, records: try records.requireHistory(of: ticket))
    }
  }

  /// Reads the logs up to their ends.
  public func changes(since cursor: BoardCursor) throws(TicketServiceError) -> BoardChanges {
    try catchUp()
    return store.withBoard { BoardChanges(cursor: $0.cursor, changes: $0.changes(since: cursor)) }
  }

  /// Runs `body` with the guard held; until then it counts as one who is about to write to `file`.
  private func announced(
    _ file: LogFile, _ body: (GuardedFolder) throws(TicketServiceError) -> Appender.Written
  ) throws(TicketServiceError) -> Appender.Written {
    let writer = appender.announce(file)
    defer { extendLifetime(writer) }
    return try stateGuard.withGuardedFolder(body)
  }

  private func catchUp() throws(TicketServiceError) {
    store.catchUp()
    store.verify()
    try store.status.requireReadable(in: store.folder)
  }

  /// Whether the ticket may take the step now, and the time to write. The guard is held.
  private func decide(_ step: TicketStep, of id: Ticket.ID) throws(TicketServiceError) -> Timestamp {
    try catchUp()
    // An unfinished last line counts, for the `\n` that our record is written behind makes it whole.
    let unfinished = store.status.results.unfinishedSince == nil ? nil : store.unfinishedResult()
    let now = clock.now()
    return try store.withBoard { (board) throws(TicketServiceError) in
      var board = board
      // Only then: what changes of a board is copied.
      if let unfinished, unfinished.requestID == id { board.apply(unfinished) }
      let ticket = try board.require(id)
      try require(ticket, accepts: step)
      return board.nextProcessedAt(of: ticket, now: now, default: offset)
    }
  }

  /// Before anything is written: a request that cannot be made durable leaves its ticket as it is.
  private func settleBeforehand(_ id: Ticket.ID) throws(TicketServiceError) {
    do throws(TicketServiceError) {
      try settleRequest(of: id)
    } catch {
      throw TicketServiceError(.unwritable, context: error.context, errno: error.errno)
    }
  }

  private func settleRequest(of id: Ticket.ID) throws(TicketServiceError) {
    let (offset, end, generation) = store.withBoard { board in
      (board.ticket(id)?.request.offset, board.cursor.requests, board.generation)
    }
    // Where the log was taken away meanwhile there is nothing to settle.
    if let offset { try settled.settle(offset, readUpTo: end, generation: generation) }
  }

  private func require(_ ticket: Ticket, accepts step: TicketStep) throws(TicketServiceError) {
    guard !ticket.status.accepts(step.status) else { return }
    throw TicketServiceError(.conflict(current: ticket.status), context: ticket.id.description)
  }

  /// Looks whether our record is the one that made the step: a foreign writer, who knows no guard, may have been first.
  private func confirm(_ result: TicketResult, at offset: Int) throws(TicketServiceError) {
    do throws(TicketServiceError) {
      try catchUp()
    } catch {
      // It stands there, and who was first cannot be read.
      throw TicketServiceError(.durabilityUnknown, context: error.context, errno: error.errno)
    }
    let (ticket, records) = try store.withRecords { (board, records) throws(TicketServiceError) in
      (try board.require(result.requestID), records)
    }
    let winner = result.step.status == .inProgress ? ticket.consumed : ticket.completed
    if winner?.offset == offset { return }
    // Our record was glued to a foreign one at first, and counts there.
    guard wins(result.resultID, result.step.status, of: ticket, in: records) else {
      throw TicketServiceError(.conflict(current: ticket.status), context: result.requestID.description)
    }
  }

  /// Whether the record of that id is the one that made the step.
  private func wins(
    _ resultID: Ticket.ID, _ status: TicketStatus, of ticket: Ticket, in records: any TicketRecords
  ) -> Bool {
    let winner = status == .inProgress ? ticket.consumed : ticket.completed
    let record = winner.flatMap { records.record(at: $0, in: .results, of: ticket.id) }
    return record?.text("result_id") == resultID.description
  }
}

extension TicketRequest {
  fileprivate var line: [UInt8] { JSONWriter.line(json) + [UInt8(ascii: "\n")] }
}

extension TicketResult {
  fileprivate var line: [UInt8] { JSONWriter.line(json) + [UInt8(ascii: "\n")] }
}

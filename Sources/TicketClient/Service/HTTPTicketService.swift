import Synchronization
public import TicketCore

/// Tickets kept by a server, reached by the API (spec: api.md).
///
/// A server of the original system will do, too: it knows only submit, consume, complete and the whole board.
public final class HTTPTicketService: TicketService {
  private struct LostStep: Hashable {
    let id: Ticket.ID
    let status: TicketStatus
  }

  let caller: APICaller
  /// A worker's steps whose answers were lost: whoever tries one again first asks what became of it, and sends it with
  /// the same key.
  private let lost = Mutex<[LostStep: StepKey]>([:])
  /// Where `changes` ended the last time.
  let lastPlace = Mutex<StreamPlace?>(nil)
  /// What stands where an id could: tickets of these names are asked for in the other way.
  private static let takenNames: Set<String> = ["consume", "complete", "latest", "problems", "stream"]

  /// `retries` is for calls of which nothing can have been done yet.
  public init(endpoint: APIEndpoint, token: APIToken? = nil, retries: RetryPolicy = .brief) {
    caller = APICaller(transport: HTTPTransport(endpoint: endpoint, token: token), retries: retries)
  }

  /// Ends the calls that are being made, within about a second, and all that come: their answers are lost.
  public func abandon() { caller.transport.abandon() }

  /// Never sent twice: where its answer is lost, `answerLost` says that nobody knows.
  public func submit(_ submission: TicketSubmission) throws(TicketServiceError) -> SubmitReceipt {
    let request = HTTPRequest(method: .post(JSONWriter.line(submission.json)), path: "/api/tickets")
    let answer = try caller.call(request, about: submission.payload.type.rawValue).json
    guard let id = answer["request_id"]?.string.flatMap({ Ticket.ID($0) }) else { throw unexpected }
    return SubmitReceipt(requestID: id, requestedAt: answer["requested_at"]?.string.flatMap { Timestamp($0) })
  }

  /// The server appends, so the fence is asked before the request, and none stands at the append (spec: lock.md,
  /// "Through the API"). A worker, which has one, never takes a step twice, though an answer was lost.
  public func take(
    _ step: TicketStep, of id: Ticket.ID, fence: (any WorkerFence)?
  ) throws(TicketServiceError) -> StepReceipt {
    try fence?.check()
    let mark = LostStep(id: id, status: step.status)
    let lostKey = lost.withLock { $0[mark] }
    let key = lostKey ?? step.key ?? .random()
    let wasLost = lostKey != nil
    if wasLost, let receipt = try receipt(of: step, id, key) {
      lost.withLock { $0[mark] = nil }
      return receipt
    }
    do throws(TicketServiceError) {
      let receipt = try post(step, id, key)
      if wasLost { lost.withLock { $0[mark] = nil } }
      return receipt
    } catch {
      if case .conflict = error.code, wasLost, let receipt = try receipt(of: step, id, key) { return receipt }
      if error.code == .answerLost, fence != nil { lost.withLock { $0[mark] = key } }
      throw error
    }
  }

  /// The rows as the server has them now.
  public func board(_ query: BoardQuery) throws(TicketServiceError) -> [BoardRow] {
    let rows = try APIRows(caller).rows(query)
    var board = TicketsBoard()
    var texts: [Ticket.ID: JSONValue] = [:]
    for row in rows where texts.updateValue(row.json, forKey: row.id) == nil { _ = board.fold(row) }
    // A server of the original system has sent all there is, whatever was asked for.
    return board.select(query).map { BoardRow(ticket: $0, row: texts[$0.id] ?? .null) }
  }

  /// The ticket with its records; from a server of the original system with what its row tells.
  public func ticket(_ id: Ticket.ID) throws(TicketServiceError) -> TicketHistory {
    do throws(TicketServiceError) {
      return try history(id)
    } catch  where error.code == .refused {
      // A server of the original system has the board only.
      guard let row = try APIRows(caller).row(id), let history = TicketHistory(answer: row.json) else {
        throw TicketServiceError(.notFound, context: id.description)
      }
      return history
    }
  }

  /// The ticket as only a server of ours can tell it; throws `refused` by another.
  func history(_ id: Ticket.ID) throws(TicketServiceError) -> TicketHistory {
    let folder = Self.takenNames.contains(id.description) ? "/api/tickets/id/" : "/api/tickets/"
    let answer = try caller.call(.get(folder + HTTPRequest.escaped(id.description)), about: id.description).json
    guard let history = TicketHistory(answer: answer) else {
      throw TicketServiceError(.unreadable, context: "the answer of \(caller.server)")
    }
    return history
  }

  /// What changed behind a place in the logs; only a server of ours can tell.
  public func changes(since cursor: BoardCursor) throws(TicketServiceError) -> BoardChanges {
    try APIChanges(service: self).changes(since: cursor)
  }

  // MARK: Steps

  private func post(_ step: TicketStep, _ id: Ticket.ID, _ key: StepKey) throws(TicketServiceError) -> StepReceipt {
    let isConsume = step.status == .inProgress
    let request = HTTPRequest(
      method: .post(JSONWriter.line(step.json(of: id))), path: "/api/tickets/" + (isConsume ? "consume" : "complete"),
      headers: ["Idempotency-Key: \(key)"])
    let answer = try caller.call(request, about: id.description).json
    guard let status = answer["new_status"]?.string.flatMap(TicketStatus.init(rawValue:)), status == step.status else {
      throw unexpected
    }
    // The original's answer to a step names it, too.
    let resultID = answer["result_id"]?.string.flatMap { Ticket.ID($0) } ?? .text("unknown")
    return StepReceipt(requestID: id, newStatus: status, resultID: resultID)
  }

  /// What became of a step whose answer was lost: nil if it was not taken; throws `conflict` if another took it.
  private func receipt(
    of step: TicketStep, _ id: Ticket.ID, _ key: StepKey
  ) throws(TicketServiceError) -> StepReceipt? {
    let history = try ticket(id)
    let current = history.ticket.status
    if current.accepts(step.status) || (current == .open && step.status != .inProgress) { return nil }
    let record = history.records.last { $0.file == .results && $0.text("status") == step.status.rawValue }
    let resultID = key.resultID(of: id, step)
    guard let record, isOurs(record, step, resultID) else {
      throw TicketServiceError(.conflict(current: current), context: id.description)
    }
    let told = record.text("result_id").flatMap { Ticket.ID($0) } ?? .text("unknown")
    return StepReceipt(requestID: id, newStatus: step.status, resultID: told)
  }

  /// A server of ours tells by the key. Of another's record only the names are known, and every consume says the same: where
  /// nobody says who took the ticket it may be another's.
  private func isOurs(_ record: StoredRecord, _ step: TicketStep, _ resultID: Ticket.ID) -> Bool {
    if let id = record.text("result_id") { return id == resultID.description }
    guard record.text("message") == step.message else { return false }
    guard let processor = record.text("processor_id") else { return step.status != .inProgress }
    return processor == step.processor
  }

  /// A 200 to a POST that does not say what it should: something may have been done.
  private var unexpected: TicketServiceError {
    TicketServiceError(.answerLost, context: "\(caller.server): its answer is not that of the API")
  }
}

extension TicketSubmission {
  /// As programs send it.
  fileprivate var json: JSONValue {
    [
      "schema": .string(Self.schema), "request_type": .string(payload.type.rawValue), "payload": payload.json,
      "trace_id": .optional(traceID),
    ]
  }
}

extension TicketStep {
  /// The body of `consume` or `complete`.
  fileprivate func json(of id: Ticket.ID) -> JSONValue {
    guard status != .inProgress else {
      return ["request_id": .string(id.description), "processor_id": .string(processor)]
    }
    return [
      "request_id": .string(id.description), "status": .string(status.rawValue), "message": .string(message),
      "processor_id": .string(processor), "artifacts": .array(artifacts.map(JSONValue.string)),
    ]
  }
}

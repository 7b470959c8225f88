import Synchronization
import Testing
public import TicketCore

/// What every `TicketService` keeps, rule by rule.
public struct TicketServiceContract: Sendable {
  /// The rules, by name.
  public enum Rule: String, CaseIterable, Sendable {
    case submitMakesAnOpenTicket
    case submitStoresTheContractsKeysInOrder
    case textsAreStoredAsTheyAre
    case consumeTakesOpenToInProgress
    case completeEndsWithTheCallersMessageAndArtifacts
    case resultsHaveTheContractsKeysInOrder
    case everyOtherStepIsAConflictAndChangesNothing
    case unknownTicketsAreNotFound
    case aStepSentAgainWithItsKeyIsTheSameStep
    case aLostFenceWritesNothing
    case aFenceThatHoldsLetsThrough
    case boardIsNewestFirst
    case boardAnswersQueries
    case boardRowsHaveExactlyTheContractsKeys
    case changesAreThoseBehindTheCursor
    case processedAtGrowsWhateverTheClockSays
    case recordsOverOneMebibyteAreRefused
    case simultaneousConsumesHaveOneWinner
  }

  private let clock: SettableClock
  private let service: any TicketService

  /// `service` is new, has no tickets, and runs on `clock`.
  public init(clock: SettableClock, service: any TicketService) {
    self.clock = clock
    self.service = service
  }

  /// Tries one rule; issues are recorded with Swift Testing.
  public func check(_ rule: Rule) throws {
    switch rule {
    case .submitMakesAnOpenTicket: try submitMakesAnOpenTicket()
    case .submitStoresTheContractsKeysInOrder: try submitStoresTheContractsKeysInOrder()
    case .textsAreStoredAsTheyAre: try textsAreStoredAsTheyAre()
    case .consumeTakesOpenToInProgress: try consumeTakesOpenToInProgress()
    case .completeEndsWithTheCallersMessageAndArtifacts: try completeEndsWithTheCallersMessageAndArtifacts()
    case .resultsHaveTheContractsKeysInOrder: try resultsHaveTheContractsKeysInOrder()
    case .everyOtherStepIsAConflictAndChangesNothing: try everyOtherStepIsAConflictAndChangesNothing()
    case .unknownTicketsAreNotFound: unknownTicketsAreNotFound()
    case .aStepSentAgainWithItsKeyIsTheSameStep: try aStepSentAgainWithItsKeyIsTheSameStep()
    case .aLostFenceWritesNothing: try aLostFenceWritesNothing()
    case .aFenceThatHoldsLetsThrough: try aFenceThatHoldsLetsThrough()
    case .boardIsNewestFirst: try boardIsNewestFirst()
    case .boardAnswersQueries: try boardAnswersQueries()
    case .boardRowsHaveExactlyTheContractsKeys: try boardRowsHaveExactlyTheContractsKeys()
    case .changesAreThoseBehindTheCursor: try changesAreThoseBehindTheCursor()
    case .processedAtGrowsWhateverTheClockSays: try processedAtGrowsWhateverTheClockSays()
    case .recordsOverOneMebibyteAreRefused: try recordsOverOneMebibyteAreRefused()
    case .simultaneousConsumesHaveOneWinner: try simultaneousConsumesHaveOneWinner()
    }
  }

  private func submitted(_ reason: String = "정산 확인") throws -> Ticket.ID {
    try service.submit(.reconcile(reason)).requestID
  }

  private func status(_ id: Ticket.ID) throws -> TicketStatus { try service.ticket(id).ticket.status }

  // MARK: Submitting

  private func submitMakesAnOpenTicket() throws {
    let receipt = try service.submit(.reconcile("a"))
    let ticket = try service.ticket(receipt.requestID).ticket
    #expect(ticket.status == .open)
    #expect(ticket.requestedAt == clock.now())
    #expect(receipt.requestedAt?.text == "2026-01-03T14:20:00.000000+09:00")
    guard case .uuid = receipt.requestID else { throw Unexpected("\(receipt.requestID) is no UUID") }
  }

  private func submitStoresTheContractsKeysInOrder() throws {
    let id = try service.submit(.reconcile("a")).requestID
    let record = try #require(try service.ticket(id).records.first)
    let keys = ["schema", "request_id", "requested_at", "request_type", "payload", "status", "trace_id"]
    #expect(record.json.keys == keys)
    #expect(record.text("schema") == "TICKET_REQUEST_V1")
    #expect(record.text("status") == "OPEN")
    #expect(record.json["trace_id"] == .null)
    #expect(record.json["payload"] == ["mode": "FULL", "reason": "a"])
  }

  private func textsAreStoredAsTheyAre() throws {
    let reason = "줄\n바꿈 \"따옴표\" \\ 📈 \u{1}\u{7f}\u{2028}끝"
    let id = try service.submit(.reconcile(reason, trace: "추적")).requestID
    let record = try #require(try service.ticket(id).records.first)
    #expect(record.payloadText("reason") == reason)
    #expect(record.text("trace_id") == "추적")
    #expect(!record.raw.contains("\n"))
  }

  private func recordsOverOneMebibyteAreRefused() throws {
    let id = try submitted()
    _ = try service.consume(id)
    let message = String(repeating: "x", count: 1 << 20)
    #expect(code { try service.complete(id, .done, message: message) } == .tooLarge)
    #expect(try status(id) == .inProgress)
    #expect(try service.ticket(id).records.count == 2)
    // One character, by the rule for reasons, and a mebibyte all the same.
    let reason = "e" + String(repeating: "\u{301}", count: 1 << 19)
    let submission = try TicketSubmission.reconcile(reason)
    #expect(code { try service.submit(submission) } == .tooLarge)
    #expect(try service.board(BoardQuery()).count == 1)
  }

  // MARK: Steps

  private func consumeTakesOpenToInProgress() throws {
    let id = try submitted()
    let receipt = try service.consume(id)
    #expect(receipt.newStatus == .inProgress)
    let history = try service.ticket(id)
    #expect(history.ticket.status == .inProgress)
    #expect(history.ticket.processor == "manual")
    let record = try #require(history.records.last)
    #expect(record.text("message") == "티켓 처리 시작")
    #expect(record.text("result_id") == receipt.resultID.description)
    #expect(record.json["artifacts"] == [])
  }

  private func completeEndsWithTheCallersMessageAndArtifacts() throws {
    for outcome in TicketStep.Outcome.allCases {
      let id = try submitted()
      _ = try service.consume(id, by: "worker_7")
      _ = try service.complete(id, outcome, message: "", by: "worker_7", artifacts: ["a/b.csv"])
      let history = try service.ticket(id)
      #expect(history.ticket.status == outcome.status)
      #expect(history.records.map(\.file) == [.requests, .results, .results])
      #expect(history.records.last?.json["artifacts"] == ["a/b.csv"])
      #expect(history.records.last?.text("message") == "")
      #expect(history.records.last?.text("processor_id") == "worker_7")
    }
  }

  private func resultsHaveTheContractsKeysInOrder() throws {
    let id = try submitted()
    _ = try service.consume(id)
    let record = try #require(try service.ticket(id).records.last)
    let keys = [
      "schema", "result_id", "request_id", "processed_at", "status", "processor_id", "message", "artifacts",
    ]
    #expect(record.json.keys == keys)
    #expect(record.text("schema") == "TICKET_RESULT_V1")
    #expect(record.text("request_id") == id.description)
  }

  private func everyOtherStepIsAConflictAndChangesNothing() throws {
    let ids = try [submitted(), submitted(), submitted(), submitted()]
    for id in ids.dropFirst() { _ = try service.consume(id) }
    _ = try service.complete(ids[2], .done, message: "")
    _ = try service.complete(ids[3], .failed, message: "")
    let steps = [TicketStep.consume(), .complete(.done, message: "x"), .complete(.failed, message: "x")]
    for (id, current) in zip(ids, TicketStatus.allCases) {
      let before = try service.ticket(id)
      for step in steps where !current.accepts(step.status) {
        #expect(code { try service.take(step, of: id, fence: nil) } == .conflict(current: current))
      }
      #expect(try service.ticket(id) == before)
    }
  }

  private func unknownTicketsAreNotFound() {
    for text in ["no such ticket", "../../etc/passwd", "00000000-0000-4000-8000-000000000000"] {
      guard let id = Ticket.ID(text) else { continue }
      #expect(code { try service.consume(id) } == .notFound)
      #expect(code { try service.complete(id, .done, message: "") } == .notFound)
      #expect(code { try service.ticket(id) } == .notFound)
    }
  }

  private func aStepSentAgainWithItsKeyIsTheSameStep() throws {
    let id = try submitted()
    for var step in [TicketStep.consume(by: "one"), .complete(.done, message: "", by: "one")] {
      step.key = .random()
      let receipt = try service.take(step, of: id, fence: nil)
      let after = try service.ticket(id)
      #expect(try service.take(step, of: id, fence: nil) == receipt)
      // Another's of the same name, and another's with the same key.
      var namesake = step
      namesake.key = .random()
      var other = step.status == .inProgress ? TicketStep.consume(by: "two") : .complete(.done, message: "m", by: "one")
      other.key = step.key
      for step in [namesake, other] {
        #expect(code { try service.take(step, of: id, fence: nil) } == .conflict(current: step.status))
      }
      #expect(try service.ticket(id) == after)
    }
  }

  private func aLostFenceWritesNothing() throws {
    let id = try submitted()
    let before = try service.ticket(id)
    #expect(code { try service.take(.consume(), of: id, fence: FixedFence(holds: false)) } == .lockLost)
    #expect(try service.ticket(id) == before)
  }

  private func aFenceThatHoldsLetsThrough() throws {
    let id = try submitted()
    #expect(try service.take(.consume(), of: id, fence: FixedFence(holds: true)).newStatus == .inProgress)
  }

  private func processedAtGrowsWhateverTheClockSays() throws {
    let id = try submitted()
    clock.advance(seconds: -3_600)
    _ = try service.consume(id)
    clock.advance(seconds: -3_600)
    _ = try service.complete(id, .done, message: "")
    let times = try service.ticket(id).records.compactMap(\.timeText)
    #expect(
      times == [
        "2026-01-03T14:20:00.000000+09:00", "2026-01-03T14:20:00.000001+09:00", "2026-01-03T14:20:00.000002+09:00",
      ])
  }

  private func simultaneousConsumesHaveOneWinner() throws {
    let ids = try (0..<200).map { _ in try submitted() }
    let wins = Mutex<[Ticket.ID: [String]]>([:])
    let others = Mutex<[TicketServiceError.Code]>([])
    onThreads(8) { [service] thread in
      for id in ids {
        do throws(TicketServiceError) {
          _ = try service.consume(id, by: "thread \(thread)")
          wins.withLock { $0[id, default: []].append("thread \(thread)") }
        } catch {
          if error.code != .conflict(current: .inProgress) { others.withLock { $0.append(error.code) } }
        }
      }
    }
    #expect(others.withLock { $0 } == [])
    let winners = wins.withLock { $0 }
    for id in ids { #expect(winners[id] == [try #require(try service.ticket(id).ticket.processor)]) }
  }

  // MARK: The board

  private func boardIsNewestFirst() throws {
    let ids = try [submitted(), submitted(), submitted()]
    #expect(try service.board(BoardQuery()).map(\.ticket.id) == ids.reversed())
    #expect(try service.board(BoardQuery(order: .oldestFirst)).map(\.ticket.id) == ids)
  }

  private func boardAnswersQueries() throws {
    let ids = try [submitted(), submitted(), service.submit(.acknowledge("push_1")).requestID]
    _ = try service.consume(ids[0])
    #expect(try service.board(BoardQuery(statuses: [.open])).map(\.ticket.id) == [ids[2], ids[1]])
    #expect(try service.board(BoardQuery(types: ["ACKNOWLEDGE"])).map(\.ticket.id) == [ids[2]])
    #expect(try service.board(BoardQuery(limit: 2)).map(\.ticket.id) == [ids[2], ids[1]])
    #expect(try service.board(BoardQuery(statuses: [.done])).isEmpty)
    #expect(try service.board(BoardQuery(limit: 0)).isEmpty)
  }

  private func boardRowsHaveExactlyTheContractsKeys() throws {
    let id = try submitted("사유")
    let keys = [
      "request_id", "requested_at", "request_type", "payload", "trace_id", "current_status", "last_message",
      "last_processed_at",
    ]
    let open = try #require(try service.board(BoardQuery()).first?.json)
    #expect(open.keys == keys)
    #expect(open["last_message"] == "")
    #expect(open["last_processed_at"] == .null)
    clock.advance(seconds: 1)
    _ = try service.consume(id)
    let taken = try #require(try service.board(BoardQuery()).first?.json)
    #expect(taken.keys == keys)
    #expect(taken["current_status"] == "IN_PROGRESS")
    #expect(taken["last_message"] == "티켓 처리 시작")
    #expect(taken["last_processed_at"] == "2026-01-03T14:20:01.000000+09:00")
    #expect(taken["payload"] == ["mode": "FULL", "reason": "사유"])
  }

  private func changesAreThoseBehindTheCursor() throws {
    let first = try submitted()
    let start = try service.changes(since: BoardCursor())
    #expect(start.changes.map(\.ticket) == [first])
    #expect(try service.changes(since: start.cursor).changes.isEmpty)
    let second = try submitted()
    _ = try service.consume(first)
    _ = try service.complete(first, .failed, message: "")
    let changes = try service.changes(since: start.cursor).changes
    #expect(changes.map(\.ticket) == [second, first, first])
    #expect(changes.map(\.status) == [.open, .inProgress, .failed])
    // Whoever comes with an earlier place than the last is told the same again.
    #expect(try service.changes(since: start.cursor).changes == changes)
  }

  /// The code that `body` throws; nil where it throws nothing.
  private func code<R>(_ body: () throws -> R) -> TicketServiceError.Code? {
    #expect(throws: TicketServiceError.self) { try body() }?.code
  }
}

private struct Unexpected: Error {
  let what: String

  init(_ what: String) { self.what = what }
}

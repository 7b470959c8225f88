import Testing
import TicketContract

@testable import TicketCore

/// spec: tickets.md, "What a reader does"
struct TicketsBoardTests {
  private var board = TicketsBoard()
  private var lines = BoardCursor()

  private mutating func request(_ id: String, type: String = "REQUEST_RECONCILE", at time: String? = nil) throws {
    lines.requests += 1
    board.apply(
      RequestRecord(
        requestID: try #require(Ticket.ID(id)), type: Ticket.TypeName(type), mode: "FULL", reasonHash: 7,
        trace: nil, requestedAt: time.flatMap { Timestamp($0) },
        place: RecordPlace(offset: lines.requests * 100, line: lines.requests)))
  }

  private mutating func result(
    _ id: String, _ status: TicketStatus, by processor: String = "manual", at time: String? = nil
  ) throws {
    lines.results += 1
    board.apply(
      ResultRecord(
        requestID: try #require(Ticket.ID(id)), status: status, processor: processor,
        processedAt: time.flatMap { Timestamp($0) },
        place: RecordPlace(offset: lines.results * 100, line: lines.results)))
  }

  private func status(_ id: String) -> TicketStatus? { Ticket.ID(id).flatMap { board.ticket($0)?.status } }

  private func reasons(_ file: LogFile) -> [Problem.Reason] { board.problems(file).map(\.reason) }

  @Test mutating func changesBehindAPlaceComeInFileOrderAndInParts() throws {
    try request("a")
    try result("late", .inProgress)
    try result("a", .inProgress)
    try result("a", .done)
    try request("b")
    try request("late")
    try result("b", .inProgress)
    board.read(.requests, to: 400)
    board.read(.results, to: 500)
    func told(_ requests: Int, _ results: Int, limit: Int = .max) -> [String] {
      board.changes(since: BoardCursor(requests: requests, results: results), limit: limit)
        .map { "\($0.ticket) \($0.status.rawValue) \($0.place.offset)" }
    }
    let all = [
      "a OPEN 100", "b OPEN 200", "late OPEN 300", "late IN_PROGRESS 100", "a IN_PROGRESS 200", "a DONE 300",
      "b IN_PROGRESS 400",
    ]
    for limit in 0...8 { #expect(told(0, 0, limit: limit) == Array(all.prefix(limit))) }
    #expect(told(400, 201) == ["a DONE 300", "b IN_PROGRESS 400"])
    // A new ticket brings the result that was there before it, whether there are new results or not.
    #expect(told(201, 401) == ["late OPEN 300", "late IN_PROGRESS 100", "b IN_PROGRESS 400"].dropLast())
    #expect(told(201, 500) == ["late OPEN 300", "late IN_PROGRESS 100"])
    #expect(told(400, 500) == [])
  }

  @Test mutating func changesAreTheSameWhetherTheyAreStillRememberedOrNot() throws {
    let count = 2 * RecentChanges.capacity
    for number in 0..<count { try request("\(number)") }
    // The oldest tickets end last.
    for number in (0..<count).reversed() { try result("\(number)", .inProgress) }
    board.read(.requests, to: count * 100 + 100)
    board.read(.results, to: count * 100 + 100)
    for skipped in [0, 1, 4, 500, count - 2, count] {
      let cursor = BoardCursor(requests: board.cursor.requests, results: skipped * 100 + 1)
      let expected = (skipped..<count).map { "\(count - 1 - $0) \(($0 + 1) * 100)" }
      for limit in [1, 3, count] {
        let told = board.changes(since: cursor, limit: limit).map { "\($0.ticket) \($0.place.offset)" }
        #expect(told == Array(expected.prefix(limit)))
      }
    }
    #expect(board.recent.steps(since: board.cursor) != nil)
    #expect(board.recent.steps(since: BoardCursor()) == nil)
    #expect(board.changes(since: BoardCursor()).count == 2 * count)
  }

  @Test mutating func aTicketGoesItsWay() throws {
    try request("a")
    #expect(status("a") == .open)
    try result("a", .inProgress, by: "worker_1")
    #expect(status("a") == .inProgress)
    try result("a", .done, by: "somebody else")
    let ticket = board.ticket(at: 0)
    #expect(ticket.status == .done)
    #expect(ticket.processor == "worker_1")
    #expect(ticket.consumed == RecordPlace(offset: 100, line: 1))
    #expect(ticket.completed == RecordPlace(offset: 200, line: 2))
    #expect(reasons(.results) == [])
  }

  @Test(arguments: TicketStatus.allCases, [TicketStatus.inProgress, .done, .failed])
  mutating func aStepTheMachineDoesNotHaveIsAProblemAndChangesNothing(from: TicketStatus, to: TicketStatus) throws {
    try request("a")
    if from != .open { try result("a", .inProgress) }
    if from == .done || from == .failed { try result("a", from) }
    let before = board.ticket(at: 0)
    try result("a", to)
    if from.accepts(to) {
      #expect(status("a") == to && reasons(.results) == [])
    } else {
      #expect(board.ticket(at: 0) == before)
      #expect(reasons(.results) == [.illegalStep(from: from, to: to)])
    }
  }

  @Test mutating func theFirstLineOfAnIDMakesTheTicket() throws {
    try request("a", type: "ACKNOWLEDGE")
    try request("a", type: "REQUEST_REPORTS")
    #expect(board.count == 1)
    #expect(board.ticket(at: 0).type == .known(.acknowledge))
    #expect(board.problems(.requests).map(\.place.line) == [2])
    #expect(reasons(.requests) == [.duplicateRequest])
  }

  @Test mutating func canonicallyEquivalentIDsAreTwoTickets() throws {
    try request("\u{e9}")
    try request("e\u{301}")
    try result("e\u{301}", .inProgress)
    #expect(board.count == 2)
    #expect(status("\u{e9}") == .open)
    #expect(status("e\u{301}") == .inProgress)
    #expect(board.problemCount(.requests) + board.problemCount(.results) == 0)
  }

  @Test mutating func aResultBeforeItsRequestWaitsAsAnOrphan() throws {
    try result("a", .inProgress)
    try result("a", .failed)
    try result("b", .inProgress)
    #expect(board.orphanCount == 3)
    #expect(reasons(.results) == [.orphan, .orphan, .orphan])
    try request("a")
    #expect(status("a") == .failed)
    #expect(board.orphanCount == 1)
    #expect(board.problems(.results).map(\.place.line) == [3])
    #expect(board.problemCount(.results) == 1)
  }

  @Test mutating func resultsThatWaitedAreAppliedInFileOrderAndJudgedThen() throws {
    try result("a", .done)
    try result("a", .inProgress)
    try result("x", .done)
    try request("a")
    #expect(status("a") == .inProgress)
    #expect(reasons(.results) == [.illegalStep(from: .open, to: .done), .orphan])
  }

  @Test mutating func orphansStandAmongTheOtherProblemsInFileOrderWhateverOfThemIsSettled() throws {
    for number in 0..<8 {
      try result("\(number)", .inProgress)
      let place = RecordPlace(offset: lines.results * 100 + 50, line: lines.results)
      board.note(Problem(file: .results, place: place, reason: .notJSON))
    }
    let before = board.problems(.results)
    #expect(before.count == 16 && before.map(\.place.offset) == before.map(\.place.offset).sorted())
    for number in [6, 1, 0, 7, 3] {
      try request("\(number)")
      let problems = board.problems(.results)
      #expect(problems == before.filter(problems.contains))
      #expect(problems.count == board.problemCount(.results))
    }
    #expect(board.orphanCount == 3)
    #expect(reasons(.results).filter { $0 == .orphan }.count == 3)
  }

  @Test(arguments: [TicketStatus.inProgress, .done]) mutating func aLineIsAtMostOneProblem(_ status: TicketStatus)
    throws
  {
    try result("a", status)
    board.note(Problem(file: .results, place: RecordPlace(offset: 100, line: 1), reason: .salvaged))
    #expect(reasons(.results) == [.salvaged])
    try request("a")
    #expect(reasons(.results) == [.salvaged])
    #expect(board.problemCount(.results) == 1)
    #expect(self.status("a") == (status == .inProgress ? .inProgress : .open))
  }

  @Test mutating func fileOrderDecidesNotTime() throws {
    try request("a", at: "2026-01-03T14:20:00+09:00")
    try result("a", .inProgress, at: "2026-01-03T15:00:00+09:00")
    try result("a", .done, at: "2026-01-03T13:00:00+09:00")
    #expect(status("a") == .done)
    #expect(board.ticket(at: 0).lastAt?.microseconds == Timestamp("2026-01-03T15:00:00+09:00")?.microseconds)
  }

  @Test mutating func foreignTypesAndIDsAreKept() throws {
    try request("티켓 1", type: "REQUEST_UNHEARD_OF")
    #expect(board.ticket(at: 0).type == .foreign("REQUEST_UNHEARD_OF"))
    #expect(board.ticket(at: 0).id.description == "티켓 1")
  }

  @Test mutating func countsAndSetsFollow() throws {
    for index in 0..<300 { try request("\(index)") }
    for index in stride(from: 0, to: 300, by: 3) { try result("\(index)", .inProgress) }
    for index in stride(from: 0, to: 300, by: 6) { try result("\(index)", .done) }
    #expect(TicketStatus.allCases.map { board.count($0) } == [200, 50, 50, 0])
    #expect(board.tickets(.done).member(at: 2) == 12)
    #expect(board.select(BoardQuery(statuses: [.inProgress], limit: 2)).map(\.ordinal) == [297, 291])
    #expect(board.revision == 450)
  }

  @Test mutating func openTicketsThatAskForTheSameAreFound() throws {
    try request("a")
    try request("b")
    try request("c", type: "REQUEST_REPORTS")
    try result("a", .inProgress)
    #expect(board.openTickets(type: .reconcile, mode: "FULL", reasonHash: 7) == [1])
    #expect(board.openTickets(type: .reconcile, mode: "FULL", reasonHash: 8) == [])
    #expect(board.openTickets(type: .reconcile, mode: "INCREMENTAL", reasonHash: 7) == [])
  }

  @Test func anyMixtureOfBothLogsGivesTheSameBoard() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<200 {
      let ids = try (0..<4).map { try #require(Ticket.ID("\($0)")) }
      let requests = (0..<6).map { line in
        RequestRecord(
          requestID: ids[Int.random(in: 0..<4, using: &generator)], type: .known(.reports), mode: nil, reasonHash: 0,
          trace: nil, requestedAt: nil, place: RecordPlace(offset: line * 10, line: line + 1))
      }
      let statuses = [TicketStatus.inProgress, .done, .failed]
      let results = (0..<12).map { line in
        ResultRecord(
          requestID: ids[Int.random(in: 0..<4, using: &generator)],
          status: statuses[Int.random(in: 0..<3, using: &generator)], processor: "p", processedAt: nil,
          place: RecordPlace(offset: line * 10, line: line + 1))
      }
      var inOrder = TicketsBoard()
      for request in requests { inOrder.apply(request) }
      for result in results { inOrder.apply(result) }
      var mixed = TicketsBoard()
      var (first, second) = (requests[...], results[...])
      while !first.isEmpty || !second.isEmpty {
        if !first.isEmpty, second.isEmpty || Bool.random(using: &generator) {
          mixed.apply(first.removeFirst())
        } else {
          mixed.apply(second.removeFirst())
        }
        expectPartsOfProblems(of: mixed)
      }
      #expect((0..<inOrder.count).map { inOrder.ticket(at: $0) } == (0..<mixed.count).map { mixed.ticket(at: $0) })
      #expect(inOrder.problems(.requests) == mixed.problems(.requests))
      #expect(inOrder.problems(.results) == mixed.problems(.results))
    }
  }

  private func expectPartsOfProblems(of board: TicketsBoard) {
    for file in LogFile.allCases {
      let all = board.problems(file)
      #expect(all.count == board.problemCount(file))
      for start in 0...all.count + 1 {
        let part = Array(all.dropFirst(start).prefix(3))
        #expect(board.problems(file, at: start..<(start + 3)) == part)
      }
    }
  }
}

import Glibc
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// The records that are shown with a ticket are its own, and of the log that its board was made from.
struct RecordsOfTheirBoardTests {
  /// Records of the same length, so that each of one log begins where one of the other does.
  private static func log(_ name: String) -> String { (10..<30).map { Line.request("\(name)\($0)") }.joined() }

  private func ids(_ tickets: [Ticket], _ records: any TicketRecords) -> [String?] {
    tickets.map { records.history(of: $0).first?.text("request_id") }
  }

  @Test func stayThoseOfTheBoardWhenTheLogIsReplaced() throws {
    let state = try TemporaryState()
    try state.append(Self.log("a"), to: .requests)
    let store = state.store()
    store.catchUp()
    let (tickets, records) = store.withRecords { ($0.select(BoardQuery()), $1) }
    let path = state.folder.path(of: .requests)
    try #require(rename(path, path + ".1") == 0)
    try state.append(Self.log("b"), to: .requests)
    unlink(path + ".1")
    #expect(ids(tickets, records) == tickets.map(\.id.description))
    // Another look reads the other log; who looked before still sees what it looked at.
    store.catchUp()
    #expect(ids(tickets, records) == tickets.map(\.id.description))
    let (others, theirs) = store.withRecords { ($0.select(BoardQuery()), $1) }
    #expect(others.allSatisfy { $0.id.description.hasPrefix("b") })
    #expect(ids(others, theirs) == others.map(\.id.description))
  }

  @Test func stayThoseOfASavedBoardWhenTheLogIsReplaced() throws {
    let saved = try CheckpointTests.Saved()
    let store = saved.open()
    store.catchUp()
    try #require(!store.withBoard { $0.count == 0 })
    let (tickets, records) = store.withRecords { ($0.select(BoardQuery()), $1) }
    for file in LogFile.allCases {
      let path = saved.state.folder.path(of: file)
      try #require(rename(path, path + ".1") == 0)
    }
    #expect(ids(tickets, records) == tickets.map(\.id.description))
  }

  @Test func areNoneWhereTheLogWasWrittenAnewInItsPlaceAndTheBoardIsMadeAnew() throws {
    let state = try TemporaryState()
    try state.append(Self.log("a"), to: .requests)
    let store = state.store()
    store.catchUp()
    let (tickets, records) = store.withRecords { ($0.select(BoardQuery()), $1) }
    try state.rewrite(Self.log("b"), to: .requests)
    for ticket in tickets {
      #expect(records.history(of: ticket) == [])
      let error = try #require(throws: TicketServiceError.self) { try records.requireHistory(of: ticket) }
      #expect(error == TicketServiceError(.changing, context: state.folder.path(of: .requests)))
    }
    #expect(store.picture.tickets.allSatisfy { $0.id.description.hasPrefix("b") })
  }

  /// Behind the end of what was read nothing has changed: only the record itself tells.
  @Test func tellThatTheLogIsAnotherWhereItsEndDoesNot() throws {
    let state = try TemporaryState()
    let end = Line.request(String(repeating: "z", count: 600))
    try state.append(Line.request("a") + end, to: .requests)
    let store = state.store()
    #expect(store.picture.tickets.count == 2)
    try state.rewrite(Line.request("b") + end, to: .requests)
    #expect(store.picture.tickets[0].id.description == "a")
    #expect(store.records.history(of: store.picture.tickets[0]) == [])
    #expect(store.isStray)
    #expect(store.picture == state.store().picture)
    #expect(store.status.lastReload == LogStatus.Reload(file: .requests, reason: .rewritten))
    #expect(!store.isStray)
  }

  @Test func areNoneWhereNoLineBeginsAnyMore() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a") + "{broken}\n", to: .requests)
    let store = state.store()
    let problem = try #require(store.picture.requestProblems.first)
    let records = store.records
    #expect(records.line(at: problem.place, in: .requests, limit: 100) == "{broken}")
    try state.rewrite(Line.request("a longer id") + "{broken}\n", to: .requests)
    #expect(records.line(at: problem.place, in: .requests, limit: 100) == nil)
    _ = truncate(state.folder.path(of: .requests), 10)
    #expect(records.line(at: problem.place, in: .requests, limit: 100) == nil)
  }

  /// A writer that is faster than the reader, and one that holds still in the end.
  @Test(arguments: [3, Int.max]) func theServiceLooksAgainAFewTimes(_ changes: Int) throws {
    let state = try TemporaryState()
    try state.append(Self.log("a"), to: .requests)
    var (looks, last) = (0, "")
    let read = Result { () throws(TicketServiceError) in
      try SteadyReading.of { () throws(TicketServiceError) in
        let store = state.store()
        store.catchUp()
        let (ticket, records) = store.withRecords { ($0.ticket(at: 0), $1) }
        looks += 1
        if looks <= changes {
          last = looks % 2 == 0 ? "a" : "b"
          try? state.rewrite(Self.log(last), to: .requests)
        }
        return BoardRow(ticket: ticket, records: try records.requireHistory(of: ticket))
      }
    }
    switch read {
    case .success(let row):
      #expect(changes == 3 && looks == 4)
      #expect(row.ticket.id.description == last + "10")
    case .failure(let error):
      #expect(changes == .max && looks == 8)
      #expect(error.code == .changing)
    }
  }

  @Test(arguments: [1_022, 1_023, 1_024, 1_025, 4_095, 4_096, 65_536, LineParser.lineLimit])
  func areThereHoweverLongTheyAre(_ length: Int) throws {
    let state = try TemporaryState()
    let shortest = Line.request("b", type: "").utf8.count - 1
    let line = Line.request("b", type: String(repeating: "T", count: length - shortest))
    try state.append(Line.request("a") + line + Line.request("c"), to: .requests)
    let store = state.store()
    let raw = try store.picture.tickets.map { try #require(store.records.history(of: $0).first).raw + "\n" }
    #expect(raw == [Line.request("a"), line, Line.request("c")])
    #expect(raw[1].utf8.count == length + 1)
  }

  /// None is missing where nothing changes, whatever stands in the logs.
  @Test(arguments: 0..<20) func areAllThere(_ seed: UInt64) throws {
    let state = try TemporaryState()
    let logs = WildLogs(lines: 500, seed: seed)
    for file in LogFile.allCases { try state.append(logs[file], to: file) }
    let store = state.store()
    for ticket in store.picture.tickets {
      let steps = [ticket.consumed, ticket.completed].compactMap(\.self)
      #expect(try store.records.requireHistory(of: ticket).count == 1 + steps.count)
    }
    #expect(!store.isStray)
  }
}

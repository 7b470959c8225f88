import Testing
import TicketCore

@testable import TicketLog

/// spec: tickets.md, "What a reader does"
struct HostileLineTests {
  static let badRequests: [(String, Problem.Reason)] = [
    ("not json at all", .notJSON), ("{\"request_id\": \"torn", .notJSON),
    ("{\"request_id\": \"x\", \"n\": NaN}", .notJSON),
    ("[1, 2, 3]", .notAnObject), ("\"x\"", .notAnObject), ("null", .notAnObject), ("17", .notAnObject),
    ("{\"request_id\": \"x\", \"request_id\": \"y\"}", .duplicateKey), ("{\"request_id\": \"x\u{0}\"}", .nulByte),
    ("\u{0}\u{0}\u{0}", .nulByte), ("{\"schema\": \"TICKET_REQUEST_V9\", \"request_id\": \"x\"}", .unknownSchema),
    ("{\"schema\": 1, \"request_id\": \"x\"}", .unknownSchema), ("{}", .missingRequestID),
    ("{\"request_id\": \"\"}", .missingRequestID), ("{\"request_id\": 7}", .missingRequestID),
    (
      "{\"request_id\": \"x\", \"deep\": \(String(repeating: "[", count: 64))\(String(repeating: "]", count: 64))}",
      .tooDeep
    ),
  ]

  @Test(arguments: badRequests) func aBadLineIsOneProblemAndKeepsItsPlace(_ line: String, _ reason: Problem.Reason)
    throws
  {
    let state = try TemporaryState()
    let first = Line.request("a")
    try state.append(first + line + "\n" + Line.request("b"), to: .requests)
    let store = state.store()
    let picture = store.picture
    #expect(picture.tickets.map(\.id.description) == ["a", "b"])
    #expect(
      picture.requestProblems == [
        Problem(file: .requests, place: RecordPlace(offset: first.utf8.count, line: 2), reason: reason)
      ])
    #expect(
      store.records.line(at: RecordPlace(offset: first.utf8.count, line: 2), in: .requests, limit: 9)
        == String(decoding: line.utf8.prefix(9), as: UTF8.self))
  }

  @Test(arguments: [
    ("{\"request_id\": \"a\", \"status\": \"OPEN\"}", Problem.Reason.unknownStatus),
    ("{\"request_id\": \"a\"}", .unknownStatus), ("{\"request_id\": \"a\", \"status\": \"done\"}", .unknownStatus),
    ("{\"status\": \"DONE\"}", .missingRequestID),
    ("{\"schema\": \"TICKET_REQUEST_V1\", \"request_id\": \"a\", \"status\": \"DONE\"}", .unknownSchema),
    ("{\"request_id\": \"a\", \"status\": \"DONE\"}", .illegalStep(from: .open, to: .done)),
    ("{\"request_id\": \"z\", \"status\": \"DONE\"}", .orphan),
  ])
  func aBadResultIsOneProblem(_ line: String, _ reason: Problem.Reason) throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    try state.append(line + "\n", to: .results)
    #expect(state.store().picture.reasons == [reason])
    #expect(state.store().picture.tickets.map(\.status) == [.open])
  }

  @Test func invalidUTF8IsAProblemAndShownReplaced() throws {
    let state = try TemporaryState()
    try state.append([UInt8](arrayLiteral: 0x7b, 0xff, 0x7d, 0x0a), to: .requests)
    let store = state.store()
    #expect(store.picture.reasons == [.invalidUTF8])
    #expect(store.records.line(at: RecordPlace(offset: 0, line: 1), in: .requests, limit: 100) == "{\u{fffd}}")
  }

  @Test func blankLinesCRLFAndAByteOrderMarkAreNoProblem() throws {
    let state = try TemporaryState()
    let crlf = Line.request("a").dropLast() + "\r\n"
    try state.append("\u{feff}" + crlf + "\n  \t\r\n" + Line.request("b"), to: .requests)
    let store = state.store()
    #expect(store.picture.reasons == [])
    #expect(store.picture.tickets.map(\.id.description) == ["a", "b"])
    #expect(store.picture.tickets.map(\.request.line) == [1, 4])
    #expect(store.picture.tickets.map { store.records.history(of: $0).first?.text("request_id") } == ["a", "b"])
  }

  @Test func olderLinesWithoutSchemaResultIDOrArtifactsAreAccepted() throws {
    let state = try TemporaryState()
    try state.append(
      "{\"request_id\": \"a\", \"requested_at\": \"?\", \"status\": \"DONE\", \"x\": 1}\n", to: .requests)
    try state.append("{\"request_id\": \"a\", \"status\": \"IN_PROGRESS\"}\n", to: .results)
    let picture = state.store().picture
    #expect(picture.reasons == [])
    #expect(picture.tickets.map(\.status) == [.inProgress])
    #expect(picture.tickets.map(\.requestedAt) == [nil])
    #expect(picture.tickets.map(\.processor) == [""])
  }

  @Test(arguments: [(1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 20])
  func linesOverOneMebibyteAreAProblem(_ length: Int) throws {
    let state = try TemporaryState()
    let head = "{\"request_id\": \"long\", \"x\": \""
    let line = head + String(repeating: "y", count: length - head.utf8.count - 2) + "\"}\n"
    try state.append(line + Line.request("b"), to: .requests)
    let fits = length <= 1 << 20
    let store = state.store()
    #expect(store.picture.tickets.map(\.id.description) == (fits ? ["long", "b"] : ["b"]))
    #expect(store.picture.reasons == (fits ? [] : [.lineTooLong]))
    #expect(store.picture.tickets.last?.request == RecordPlace(offset: length + 1, line: 2))
  }

  @Test func anEndlessLineIsNotHeldAndItsEndIsStillFound() throws {
    let state = try TemporaryState()
    let store = state.store()
    for _ in 0..<5 {
      try state.append(String(repeating: "z", count: 700_000), to: .requests)
      #expect(store.picture.tickets.isEmpty)
      #expect(store.status.requests.unfinishedSince != nil)
    }
    try state.append("\n" + Line.request("b"), to: .requests)
    #expect(store.picture == state.store().picture)
    #expect(store.picture.reasons == [.lineTooLong])
    #expect(store.picture.tickets.map(\.request) == [RecordPlace(offset: 3_500_001, line: 2)])
    #expect(store.status.requests.unfinishedSince == nil)
  }

  @Test func aWholeRecordBehindATornOneIsSaved() throws {
    let state = try TemporaryState()
    try state.append("{\"request_id\": \"torn\", \"payload\": {\"mo" + Line.request("a"), to: .requests)
    let store = state.store()
    #expect(store.picture.tickets.map(\.id.description) == ["a"])
    #expect(store.picture.reasons == [.salvaged])
    let record = try #require(store.records.history(of: store.picture.tickets[0]).first)
    #expect(record.text("request_id") == "a")
    #expect(record.raw.hasPrefix("{\"request_id\": \"torn\""))
  }

  @Test func aWholeRecordBehindNULBytesIsSaved() throws {
    let state = try TemporaryState()
    try state.append(String(repeating: "\u{0}", count: 4_000) + Line.request("a"), to: .requests)
    #expect(state.store().picture.tickets.map(\.id.description) == ["a"])
    #expect(state.store().picture.reasons == [.salvaged])
  }

  @Test(arguments: [
    "{\"x\": tru, \"y\": {\"request_id\": \"fake\"}}", "[{\"request_id\": \"fake\"}", "x {\"request_id\": \"\"}",
    "{\"reason\": \"{\\\"request_id\\\": \\\"fake\\\"}", "x {\"schema\": \"V9\", \"request_id\": \"fake\"}",
  ])
  func nothingElseIsSaved(_ line: String) throws {
    let state = try TemporaryState()
    try state.append(line + "\n", to: .requests)
    let isArray = line.hasPrefix("[")
    #expect(state.store().picture.tickets.count == (isArray ? 1 : 0))
    #expect(state.store().picture.reasons == [isArray ? .salvaged : .notJSON])
  }

  @Test(arguments: [(63, true), (64, false)]) func salvageEndsAfterSixtyFourTries(_ objects: Int, _ isSaved: Bool)
    throws
  {
    let state = try TemporaryState()
    let inner = (0..<objects).map { "{\"k\": \($0)}" }.joined(separator: ", ")
    try state.append("torn {\"request_id\": \"a\", \"list\": [\(inner)]}\n", to: .requests)
    #expect(state.store().picture.reasons == [isSaved ? .salvaged : .notJSON])
  }

  @Test func bracesInTextsUseUpNoTry() throws {
    let state = try TemporaryState()
    try state.append("torn {\"request_id\": \"\(String(repeating: "{", count: 500))\"}\n", to: .requests)
    #expect(state.store().picture.reasons == [.salvaged])
  }
}

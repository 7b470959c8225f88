import Testing
import TicketContract
import TicketCore

@testable import TicketServer

/// spec: api.md, `POST`
struct WritingTests {
  static let good = #"{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}}"#

  private func submitted(_ world: APIWorld) throws -> String {
    try #require(world.post("/api/tickets", Self.good).json?["request_id"]?.string)
  }

  @Test func aSubmissionIsAnsweredAsTheContractSays() throws {
    let response = APIWorld().post("/api/tickets", Self.good)
    #expect(response.status == .ok)
    #expect(response.json?.keys == ["result", "request_id", "requested_at", "status", "appended"])
    #expect(response.json?["requested_at"] == "2026-01-03T14:20:00.000000+09:00")
    #expect(response.json?["status"] == "OPEN" && response.json?["appended"] == .bool(true))
  }

  @Test(
    arguments: [
      ("{", .unprocessableContent, ["body"]), ("null", .unprocessableContent, ["submission"]),
      ("{}", .unprocessableContent, ["request_type", "payload"]),
      (#"{"request_type": null, "payload": {}}"#, .unprocessableContent, ["request_type"]),
      (#"{"request_type": "X", "payload": []}"#, .unprocessableContent, ["request_type", "payload"]),
      (#"{"request_type": "X", "payload": {}}"#, .badRequest, ["request_type"]),
      (#"{"request_type": "ACKNOWLEDGE", "payload": {"message_id": 1}}"#, .badRequest, ["payload.message_id"]),
      (
        #"{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m", "a": 1}, "b": 1}"#, .badRequest,
        ["payload.a", "b"]
      ),
      (#"{"a": 1, "a": 2}"#, .unprocessableContent, ["body"]),
    ] as [(String, Status, Set<String>)])
  func whatIsWrongWithASubmissionIsSaidAtOnce(_ body: String, _ status: Status, _ fields: Set<String>) {
    let response = APIWorld().post("/api/tickets", body)
    #expect(response.status == status && response.errorFields == fields)
    #expect(response.json?["result"] == "FAIL")
  }

  @Test(
    arguments: [
      ("{", "not valid JSON"), (#"{"a": 1, "a": 2}"#, "a key stands twice in one object"), ("\0", "contains NUL bytes"),
    ])
  func whyABodyIsNoJSONIsSaidInASentence(_ body: String, _ reason: String) {
    let response = APIWorld().post("/api/tickets", body)
    #expect(response.json?["message"] == .string("The body cannot be read: \(reason)."))
  }

  @Test func aTicketIsTakenOnceAndEndedOnce() throws {
    let world = APIWorld()
    let id = try submitted(world)
    let take = #"{"request_id": "\#(id)", "processor_id": "worker_1"}"#
    let taken = world.post("/api/tickets/consume", take)
    #expect(taken.status == .ok && taken.json?.keys == ["result", "request_id", "new_status", "result_id"])
    let again = world.post("/api/tickets/consume", take)
    #expect(again.status == .conflict && again.json?["result"] == "CONFLICT")
    #expect(again.json?["current_status"] == "IN_PROGRESS" && again.json?["message"]?.string?.isEmpty == false)
    let end = #"{"request_id": "\#(id)", "status": "FAILED", "message": "끝", "artifacts": ["a"]}"#
    #expect(world.post("/api/tickets/complete", end).json?["new_status"] == "FAILED")
    #expect(world.post("/api/tickets/complete", end).json?["current_status"] == "FAILED")
  }

  @Test func aStepSentAgainWithItsKeyIsAnsweredAgain() throws {
    let world = APIWorld()
    let take = #"{"request_id": "\#(try submitted(world))", "processor_id": "worker_1"}"#
    let answers = ["one", "one", "other"].map { key in
      world.ask(
        "POST", "/api/tickets/consume", ["Content-Type": "application/json", "Idempotency-Key": key], body: take)
    }
    #expect(answers.map(\.status) == [.ok, .ok, .conflict])
    #expect(answers[0].json == answers[1].json)
  }

  @Test(arguments: [["a", "b"], [""], ["a b"], [String(repeating: "k", count: 256)]])
  func aKeyThatIsNoneIsRefused(keys: [String]) throws {
    let world = APIWorld()
    let take = #"{"request_id": "\#(try submitted(world))"}"#
    var headers: HeaderList = ["Content-Type": "application/json"]
    for key in keys { headers.add("Idempotency-Key", key) }
    #expect(world.ask("POST", "/api/tickets/consume", headers, body: take).status == .badRequest)
    #expect(world.post("/api/tickets/consume", take).status == .ok)
  }

  @Test(
    arguments: [
      ("consume", "{}", .unprocessableContent, ["request_id"]), ("consume", "[]", .unprocessableContent, ["body"]),
      ("consume", #"{"request_id": 1}"#, .unprocessableContent, ["request_id"]),
      ("consume", #"{"request_id": "x", "processor_id": null}"#, .unprocessableContent, ["processor_id"]),
      ("consume", #"{"request_id": "x", "processor_id": ""}"#, .badRequest, ["processor_id"]),
      ("consume", #"{"request_id": ""}"#, .notFound, ["request_id"]),
      ("complete", "{}", .unprocessableContent, ["request_id", "status"]),
      ("complete", #"{"request_id": "x", "status": "OPEN"}"#, .badRequest, ["status"]),
      ("complete", #"{"request_id": "x", "status": "done"}"#, .badRequest, ["status"]),
      (
        "complete", #"{"request_id": "x", "status": "DONE", "message": 1, "artifacts": [1]}"#, .unprocessableContent,
        ["message", "artifacts"]
      ),
      ("complete", #"{"request_id": "x", "status": "DONE"}"#, .notFound, ["request_id"]),
    ] as [(String, String, Status, Set<String>)])
  func wrongStepsAreRefused(_ call: String, _ body: String, _ status: Status, _ fields: Set<String>) {
    let response = APIWorld().post("/api/tickets/\(call)", body)
    #expect(response.status == status && response.errorFields == fields)
  }

  @Test(
    arguments: [
      (.busy, .serviceUnavailable), (.diskFull, .insufficientStorage), (.unwritable, .internalServerError),
      (.durabilityUnknown, .internalServerError), (.unreadable, .internalServerError), (.tooLarge, .contentTooLarge),
    ] as [(TicketServiceError.Code, Status)])
  func whatTheServiceCannotDoIsToldWithoutPaths(_ code: TicketServiceError.Code, _ status: Status) {
    let error = TicketServiceError(code, context: code == .busy ? "process 1" : "/secret/tickets/ticket_requests.jsonl")
    let world = APIWorld(service: { _ in RefusingService(error) })
    let response = world.post("/api/tickets", Self.good)
    #expect(response.status == status)
    #expect(response.headers.has("Retry-After") == (code == .busy))
    #expect(response.json?["appended"] == ([.tooLarge, .durabilityUnknown].contains(code) ? nil : .bool(false)))
    #expect(response.json?["message"]?.string?.contains("/secret") == false)
  }
}

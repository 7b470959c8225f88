import Testing
import TicketContract
import TicketCore

@testable import TicketServer

/// spec: api.md, the other `GET`s
struct LookingTests {
  @Test func aTicketIsShownWithItsRecordsAndTheirPlaces() throws {
    let world = APIWorld()
    let id = try world.service.submit(.reconcile("r")).requestID
    _ = try world.service.consume(id)
    let json = world.get("/api/tickets/\(id)").json
    #expect(json?["current_status"] == "IN_PROGRESS")
    guard case .array(let history)? = json?["history"] else { return #expect(Bool(false), "no history") }
    #expect(history.map(\.keys) == [["file", "line", "offset", "record"], ["file", "line", "offset", "record"]])
    #expect(history.map { $0["file"] } == ["ticket_requests.jsonl", "ticket_results.jsonl"])
    #expect(history[1]["record"]?["status"] == "IN_PROGRESS")
    #expect(world.get("/api/tickets/nobody").status == .notFound)
  }

  @Test func theWorkerLockIsShownWithItsAge() throws {
    let world = APIWorld()
    #expect(world.get("/api/worker").json?["locked"] == .bool(false))
    _ = try world.lock.acquire()
    world.clock.advance(seconds: 600)
    let json = world.get("/api/worker").json
    #expect(json?["locked"] == .bool(true) && json?["stale"] == .bool(true) && json?["age_seconds"] == .integer(600))
    #expect(json?["holder"]?["pid"] == .integer(7))
  }

  @Test func readinessIsThatTheLogsCanBeWritten() {
    #expect(APIWorld().get("/readyz").status == .ok)
    let world = APIWorld(obstacle: { TicketServiceError(.unwritable, context: "/secret/x.jsonl") })
    let response = world.get("/readyz")
    #expect(response.status == .serviceUnavailable)
    #expect(response.json?["message"]?.string?.hasPrefix("x.jsonl") == true)
    #expect(world.get("/healthz").status == .ok)
  }

  @Test func metricsCountWhatWasAnsweredAndHow() throws {
    let world = APIWorld()
    _ = try world.service.submit(.reconcile("r"))
    world.api.metrics.count(.submit, .ok, in: .milliseconds(2))
    world.api.metrics.count(.submit, .ok, in: .seconds(9))
    world.api.metrics.count(nil, .notFound, in: .zero)
    let text = String(decoding: try #require(world.get("/metrics").wholeBody), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    for line in [
      "tickets_api_requests_total{call=\"submit\",status=\"200\"} 2",
      "tickets_api_requests_total{call=\"none\",status=\"404\"} 1",
      "tickets_api_request_duration_seconds_bucket{call=\"submit\",le=\"0.001\"} 0",
      "tickets_api_request_duration_seconds_bucket{call=\"submit\",le=\"0.0025\"} 1",
      "tickets_api_request_duration_seconds_bucket{call=\"submit\",le=\"5.0\"} 1",
      "tickets_api_request_duration_seconds_bucket{call=\"submit\",le=\"+Inf\"} 2",
      "tickets_api_request_duration_seconds_count{call=\"submit\"} 2",
      "tickets_board_tickets{status=\"OPEN\"} 1", "tickets_log_problems{file=\"ticket_results.jsonl\"} 0",
    ] { #expect(lines.contains(line), "\(line)") }
  }

  @Test func labelsAreEscaped() {
    var page = Exposition()
    page.sample("x", [("a", "b\\c\"d\ne")], "1")
    #expect(page.text == "x{a=\"b\\\\c\\\"d\\ne\"} 1\n")
  }
}

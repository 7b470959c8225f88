import Testing
import TicketCore

@testable import TicketServer

/// spec: api.md, the table of calls
struct RoutingTests {
  @Test(arguments: [
    ("GET", "/api/tickets", "POST"), ("GET", "/api/tickets/consume", "POST"), ("PUT", "/api/tickets/complete", "POST"),
    ("POST", "/api/tickets/latest", "GET, HEAD"), ("DELETE", "/api/tickets/x", "GET, HEAD"),
    ("POST", "/metrics", "GET, HEAD"), ("get", "/healthz", "GET, HEAD"),
  ])
  func aWrongMethodIsToldTheRightOnes(_ method: String, _ path: String, _ allow: String) {
    let response = APIWorld().ask(method, path)
    #expect(response.status == .methodNotAllowed && response.headers.single("Allow") == allow)
  }

  @Test(arguments: [
    "/", "/api", "/api/tickets/", "/api/tickets/a/b", "/api/tickets/id/", "/api/tickets/id/a/b", "/API/tickets",
    "/healthz/", "/readyz%20",
  ])
  func nothingStandsElsewhere(_ path: String) {
    let response = APIWorld().get(path)
    #expect(response.status == .notFound && response.json?["result"] == "FAIL")
  }

  @Test(arguments: ["latest", "problems", "stream", "consume", "id", "x"])
  func anyIDHasAPathOfItsOwn(_ id: String) {
    #expect(Router.call(at: ["api", "tickets", "id", id]) == .ticket(id))
  }

  @Test(arguments: [
    ("application/json", true), ("APPLICATION/json; Charset=UTF-8", true), ("application/json;charset=\"utf-8\"", true),
    ("application/jsonx", false), ("text/plain; application/json", false), ("application/json; charset=latin1", false),
    ("application/json;", false), ("", false),
  ])
  func onlyJSONIsPosted(_ type: String, _ isTaken: Bool) {
    let response = APIWorld().ask("POST", "/api/tickets", ["Content-Type": type], body: "{}")
    #expect((response.status == .unsupportedMediaType) == !isTaken)
  }

  @Test(arguments: [("65536", false), ("65537", true), ("9223372036854775808", true)])
  func aLengthOver64KiBIsRefusedBeforeTheBodyComes(_ length: String, _ isRefused: Bool) {
    let head = APIWorld.head("POST", "/api/tickets", ["Content-Type": "application/json", "Content-Length": length])
    switch APIWorld().api.admit(head) {
    case .answer(let response, _): #expect(isRefused && response.status == .contentTooLarge && response.closes)
    case .receive: #expect(!isRefused)
    }
  }
}

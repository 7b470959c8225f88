import Testing
import TicketCore

@testable import TicketServer

/// spec: api.md, "Against browsers"
struct AccessRulesTests {
  @Test(
    arguments: [
      (["127.0.0.1:8000"], nil), (["localhost:8000"], nil), (["LocalHost:8000"], nil), (["[::1]:8000"], nil),
      ([], .badRequest), (["127.0.0.1:8000", "127.0.0.1:8000"], .badRequest), (["127.0.0.1"], .misdirectedRequest),
      (["127.0.0.1:8001"], .misdirectedRequest), (["127.0.0.1.evil.example:8000"], .misdirectedRequest),
      (["evil.example"], .misdirectedRequest), ([""], .misdirectedRequest),
    ] as [([String], Status?)])
  func exactlyOneHostMustNameTheListener(_ hosts: [String], _ refusal: Status?) {
    var headers = HeaderList()
    for host in hosts { headers.add("Host", host) }
    let head = RequestHead(method: .get, rawTarget: "/healthz", version: "HTTP/1.1", headers: headers)
    #expect(APIWorld().api.rules.refusal(of: head)?.status == refusal)
  }

  @Test(
    arguments: [
      (["Origin": "http://127.0.0.1:8000"], nil), (["Origin": "http://localhost:8000"], nil),
      (["Origin": "https://dash.example"], nil),
      (["Origin": "https://dash.example", "Sec-Fetch-Site": "cross-site"], nil),
      (["Origin": "null"], .forbidden), (["Origin": "http://evil.example"], .forbidden),
      (["Origin": "https://127.0.0.1:8000"], .forbidden), (["Origin": "http://localhost:8000.evil.com"], .forbidden),
      (["Origin": "http://127.0.0.1:8000", "origin": "http://evil"], .forbidden),
      (["Sec-Fetch-Site": "same-origin"], nil), (["Sec-Fetch-Site": "none"], nil),
      (["Sec-Fetch-Site": "cross-site"], .forbidden), (["Sec-Fetch-Site": "same-site"], .forbidden),
    ] as [(HeaderList, Status?)])
  func pagesOfOtherOriginsMayNotCall(_ headers: HeaderList, _ refusal: Status?) {
    let rules = APIWorld(origins: ["https://dash.example"]).api.rules
    #expect(rules.refusal(of: APIWorld.head("POST", "/api/tickets", headers))?.status == refusal)
  }

  @Test(
    arguments: [
      (["Content-Length": "5"], nil), (["Transfer-Encoding": "Chunked"], nil),
      (["Content-Length": "5", "content-length": "5"], .badRequest), (["Content-Length": ""], .badRequest),
      (["Content-Length": "+5"], .badRequest), (["Content-Length": "5", "Transfer-Encoding": "chunked"], .badRequest),
      (["Transfer-Encoding": "chunked, identity"], .notImplemented),
      (["Transfer-Encoding": "xchunked"], .notImplemented),
      (["Transfer-Encoding": "chunked", "transfer-encoding": "chunked"], .notImplemented),
      (["X Y": "a"], .badRequest), (["X": "a\rb"], .badRequest), (["X": "a\u{1}"], .badRequest),
    ] as [(HeaderList, Status?)])
  func theEndOfTheBodyMustBeClear(_ headers: HeaderList, _ refusal: Status?) {
    let response = APIWorld().api.rules.refusal(of: APIWorld.head("POST", "/api/tickets", headers))
    #expect(response?.status == refusal && response?.closes != false)
  }

  @Test func aHeadThatHoldsMoreThanItsHeadersIsRefused() {
    var head = APIWorld.head("GET", "/healthz", [:])
    #expect(APIWorld().api.rules.refusal(of: head) == nil)
    head.isWhole = false
    let refusal = APIWorld().api.rules.refusal(of: head)
    #expect(refusal?.status == .badRequest && refusal?.closes == true)
  }

  @Test(
    arguments: [
      (["Authorization": "Bearer secret"], true), (["authorization": "bearer secret"], true), ([:], false),
      (["Authorization": "Bearer secre"], false), (["Authorization": "Bearer secrets"], false),
      (["Authorization": "Bearer "], false), (["Authorization": "Basic secret"], false),
      (["Authorization": "Bearer secret", "authorization": "Bearer x"], false),
    ] as [(HeaderList, Bool)])
  func whereThereIsATokenItMustBeShown(_ headers: HeaderList, _ isTaken: Bool) throws {
    let token = try #require(APIToken(text: "secret"))
    let rules = APIWorld(token: token).api.rules
    let response = rules.refusal(of: APIWorld.head("GET", "/healthz", headers))
    #expect((response == nil) == isTaken)
    #expect(isTaken || response?.status == .unauthorized)
  }

  @Test func aBrowserGetsItsLeaveForAllowedOriginsWithoutATokenAndForNoOther() throws {
    let token = try #require(APIToken(text: "secret"))
    let rules = APIWorld(token: token, origins: ["https://dash.example"]).api.rules
    let asks: HeaderList = ["Origin": "https://dash.example", "Access-Control-Request-Method": "POST"]
    let head = APIWorld.head("OPTIONS", "/api/tickets", asks)
    #expect(rules.refusal(of: head) == nil && rules.preflight(head)?.status == .noContent)
    let foreign = APIWorld.head(
      "OPTIONS", "/api/tickets", ["Origin": "http://x", "Access-Control-Request-Method": "POST"])
    #expect(rules.refusal(of: foreign)?.status == .forbidden && rules.preflight(foreign) == nil)
    let dressed = rules.dressed(Response(.ok), for: head)
    #expect(dressed.headers.single("Access-Control-Allow-Origin") == "https://dash.example")
    #expect(!rules.dressed(Response(.ok), for: foreign).headers.has("Access-Control-Allow-Origin"))
  }

  @Test(arguments: [
    (Listener.tcp(host: "0.0.0.0", port: 80), "192.0.2.1", true), (.tcp(host: "0.0.0.0", port: 80), "box:80", true),
    (.tcp(host: "0.0.0.0", port: 81), "box", false), (.tcp(host: "0.0.0.0", port: 81), "0.0.0.0:81", false),
    (.tcp(host: "192.0.2.1", port: 81), "192.0.2.1:81", true),
    (.tcp(host: "192.0.2.1", port: 81), "localhost:81", false),
    (.tcp(host: "::1", port: 81), "[::1]:81", true), (.unix(path: "/s"), "localhost", true),
    (.unix(path: "/s"), "evil", false),
  ])
  func aListenerHasExactlyItsNames(_ listener: Listener, _ host: String, _ isName: Bool) {
    #expect(ServerNames(of: listener, addresses: ["192.0.2.1", "box"]).contains(host) == isName)
  }

  @Test func whatEveryNameLeadsToHasNoPagesOfItsOwn() {
    #expect(ServerNames.any.contains("box.example:9090") && !ServerNames.any.isOwn("http://box.example:9090"))
  }
}

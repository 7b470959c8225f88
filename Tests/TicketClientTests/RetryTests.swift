import Testing
import TicketCore

@testable import TicketClient

@Suite("What is called again")
struct RetryTests {
  static let get = HTTPRequest.Method.get
  static let post = HTTPRequest.Method.post([])

  struct Case: Sendable {
    let method: HTTPRequest.Method
    let outcome: Result<Int, TransportError>
    let isAllowed: Bool

    init(_ method: HTTPRequest.Method, _ status: Int, _ isAllowed: Bool) {
      (self.method, outcome, self.isAllowed) = (method, .success(status), isAllowed)
    }

    init(_ method: HTTPRequest.Method, _ kind: TransportError.Kind, sent: Bool, _ isAllowed: Bool) {
      self.method = method
      outcome = .failure(TransportError(kind: kind, wasSent: sent, reason: ""))
      self.isAllowed = isAllowed
    }
  }

  static let cases = [
    Case(get, 200, false), Case(get, 404, false), Case(get, 500, false), Case(get, 502, true), Case(get, 503, true),
    Case(get, 504, true), Case(post, 200, false), Case(post, 502, false), Case(post, 503, false),
    Case(post, 504, false),
    Case(get, .notConnected, sent: false, true), Case(get, .timedOut, sent: true, true),
    Case(get, .broken, sent: true, true), Case(get, .aborted, sent: true, false),
    Case(post, .notConnected, sent: false, true), Case(post, .timedOut, sent: false, true),
    Case(post, .timedOut, sent: true, false), Case(post, .broken, sent: true, false),
    Case(post, .aborted, sent: false, false),
  ]

  @Test(arguments: cases) func onlyWhatCannotBeDoneTwice(one: Case) {
    #expect(RetryPolicy.allows(one.method, after: one.outcome) == one.isAllowed)
  }

  @Test func aServerThatIsAwayIsOneSentence() throws {
    let service = HTTPTicketService(endpoint: try #require(APIEndpoint("http://127.0.0.1:9")), retries: .none)
    let error = #expect(throws: TicketServiceError.self) { try service.board(BoardQuery()) }
    #expect(error?.code == .unreachable)
    #expect(
      error?.sentence(in: .english) == "The server is not available: http://127.0.0.1:9: Connection refused.")
  }
}

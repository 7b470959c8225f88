import TicketContract
import TicketCore

@testable import TicketServer

/// The API over tickets in memory, and ways to ask it.
struct APIWorld {
  static let host = "127.0.0.1:8000"

  let clock = SettableClock()
  let service: InMemoryTicketService
  let lock: InMemoryWorkerLock
  let api: TicketAPI

  init(
    service wrapped: ((InMemoryTicketService) -> any TicketService)? = nil, token: APIToken? = nil,
    origins: [String] = [], obstacle: @escaping @Sendable () -> TicketServiceError? = { nil }
  ) {
    service = InMemoryTicketService(clock: clock, generator: SeededGenerator(seed: 1))
    lock = InMemoryWorkerLock(clock: clock, pid: 7)
    let rules = AccessRules(names: ServerNames(of: .standard), token: token, allowedOrigins: origins)
    api = TicketAPI(
      service: wrapped?(service) ?? service, board: service, lock: lock, clock: clock, rules: rules, obstacle: obstacle)
  }

  /// A ticket whose row is about as long as `message`.
  func complete(_ name: String, message: String) throws {
    let id = try service.submit(.acknowledge(name)).requestID
    _ = try service.consume(id)
    _ = try service.complete(id, .done, message: message)
  }

  /// The whole way of a request.
  func ask(_ method: String, _ target: String, _ headers: HeaderList = [:], body: String = "") -> Response {
    let head = Self.head(method, target, headers)
    switch api.admit(head) {
    case .answer(let response, _): return response
    case .receive(let call, let target):
      return api.answer(call, Request(head: head, target: target, body: Array(body.utf8)))
    }
  }

  func get(_ target: String, _ headers: HeaderList = [:]) -> Response { ask("GET", target, headers) }

  func post(_ target: String, _ body: String) -> Response {
    ask("POST", target, ["Content-Type": "application/json"], body: body)
  }

  static func head(_ method: String, _ target: String, _ headers: HeaderList = [:]) -> RequestHead {
    var all: HeaderList = headers.has("Host") ? [:] : ["Host": host]
    for field in headers.fields { all.add(field.name, field.value) }
    return RequestHead(method: Method(method), rawTarget: target, version: "HTTP/1.1", headers: all)
  }
}

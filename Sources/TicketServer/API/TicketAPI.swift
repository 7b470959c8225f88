import TicketCore

/// The API without its transport: from a request to its answer (spec: api.md). Any thread; answers may block.
final class TicketAPI: Sendable {
  /// The longest body, in bytes.
  static let bodyLimit = 64 << 10

  let service: any TicketService
  let board: any LiveBoard
  let lock: any WorkerLock
  let clock: any TicketClock
  let rules: AccessRules
  let metrics: Metrics
  let streams = StreamHub()
  let recentRows = RecentRows()
  let version: String
  let offset: UTCOffset
  /// Why the logs cannot be written now; nil while they can.
  let obstacle: @Sendable () -> TicketServiceError?

  init(
    service: any TicketService, board: any LiveBoard, lock: any WorkerLock, clock: any TicketClock,
    rules: AccessRules, version: String = "", offset: UTCOffset = .korea,
    obstacle: @escaping @Sendable () -> TicketServiceError? = { nil }
  ) {
    self.service = service
    self.board = board
    self.lock = lock
    self.clock = clock
    self.rules = rules
    self.version = version
    self.offset = offset
    self.obstacle = obstacle
    metrics = Metrics()
  }

  /// Judges a request before its body is received.
  func admit(_ head: RequestHead) -> Admission {
    if let refusal = rules.refusal(of: head) ?? rules.preflight(head) { return .answer(refusal, of: nil) }
    guard let target = RequestTarget(head.rawTarget) else {
      return .answer(Response(.badRequest, failure: "The path is not a correct one."), of: nil)
    }
    guard let call = Router.call(at: target.path) else {
      return .answer(Response(.notFound, failure: "Nothing stands at this path."), of: nil)
    }
    guard call.methods.contains(head.method) else {
      var response = Response(.methodNotAllowed, failure: "This path takes other methods.")
      response.headers.add("Allow", call.methods.map(\.word).joined(separator: ", "))
      return .answer(response, of: call)
    }
    if let refusal = bodyRefusal(head) { return .answer(refusal, of: call) }
    return .receive(call, target)
  }

  /// Answers a call that was admitted.
  func answer(_ call: Call, _ request: Request) -> Response {
    switch call {
    case .submit: submit(request)
    case .consume: consume(request)
    case .complete: complete(request)
    case .latest: latest(request)
    case .ticket(let id): ticket(id)
    case .problems: problems()
    case .worker: worker()
    case .stream: stream(request)
    case .healthz: Response(.ok, json: ["status": "ok"])
    case .readyz: readyz()
    case .metrics: exposition()
    }
  }

  private func bodyRefusal(_ head: RequestHead) -> Response? {
    if head.method == .post, !Self.isJSON(head.headers.single("Content-Type")) {
      return Response(.unsupportedMediaType, failure: "The Content-Type must be application/json.")
    }
    if let length = head.headers.single("Content-Length"), Int(length).map({ $0 > Self.bodyLimit }) ?? true {
      return .bodyTooLarge
    }
    return nil
  }

  /// `application/json`, with no other parameter than a `charset` of UTF-8.
  private static func isJSON(_ type: String?) -> Bool {
    guard let parts = type?.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmingBlanks),
      parts[0].isSameASCII(as: "application/json")
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      ["charset=utf-8", "charset=\"utf-8\""].contains { part.isSameASCII(as: $0) }
    }
  }
}

/// What becomes of a request whose first part was read.
enum Admission: Sendable {
  /// It is answered without its body.
  case answer(Response, of: Call?)
  case receive(Call, RequestTarget)
}

extension Response {
  static var bodyTooLarge: Response {
    var response = Response(.contentTooLarge, failure: "The body is over \(TicketAPI.bodyLimit >> 10) KiB.")
    response.closes = true
    return response
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}

import TicketCore

/// The API without its transport: from a request to its answer (spec: api.md). Any thread; answers may block.
final class TicketAPI: Site {
  let service: any TicketService
  let board: any LiveBoard
  let lock: any WorkerLock
  let clock: any TicketClock
  let rules: AccessRules
  let metrics: Metrics
  let streams: StreamHub
  let recentRows = RecentRows()
  let version: String
  let offset: UTCOffset
  /// Why the logs cannot be written now; nil while they can.
  let obstacle: @Sendable () -> TicketServiceError?

  init(
    service: any TicketService, board: any LiveBoard, lock: any WorkerLock, clock: any TicketClock,
    rules: AccessRules, version: String = "", offset: UTCOffset = .korea, mostStreams: Int = .max,
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
    streams = StreamHub(limit: mostStreams)
    metrics = Metrics()
  }

  func admit(_ head: RequestHead) -> Admission {
    if let refusal = rules.refusal(of: head) ?? rules.preflight(head) { return .answer(refusal, of: nil) }
    guard let target = RequestTarget(head.rawTarget) else {
      return .answer(Response(.badRequest, failure: "The path is not a correct one."), of: nil)
    }
    guard let call = Router.call(at: target.path) else {
      return .answer(Response(.notFound, failure: "Nothing stands at this path."), of: nil)
    }
    return .judging(head, of: call, target)
  }

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

  func note(_ call: Call?, _ status: Status, in duration: Duration) { metrics.count(call, status, in: duration) }

  func endStreams() { streams.end() }
}

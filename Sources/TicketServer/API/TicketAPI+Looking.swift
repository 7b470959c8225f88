import TicketCore

extension TicketAPI {
  /// `GET /api/tickets/problems`: what `tickets check --json` prints.
  func problems() -> Response {
    do {
      _ = try service.board(BoardQuery(limit: 0))
    } catch {
      return Response(error)
    }
    return Response(.ok, headers: ["Content-Type": Response.jsonType], body: .stream(ProblemStream(board)))
  }

  /// `GET /api/worker`: the lock, its holder and age.
  func worker() -> Response {
    let now = clock.now()
    let holder = lock.holder()
    return Response(
      .ok,
      json: [
        "locked": .bool(holder != nil), "stale": .bool(holder?.isStale(at: now) ?? false),
        "age_seconds": holder.map { .integer($0.age(at: now)) } ?? .null,
        "holder": holder?.json ?? .null,
      ])
  }

  /// `GET /readyz`.
  func readyz() -> Response {
    guard let obstacle = obstacle() else { return Response(.ok, json: ["status": "ready"]) }
    let refusal = Response(obstacle)
    guard case .bytes(let body) = refusal.body else { return refusal }
    return Response(.serviceUnavailable, headers: ["Content-Type": Response.jsonType], body: .bytes(body))
  }
}

extension LockHolder {
  fileprivate var json: JSONValue {
    [
      "pid": pid.map { .integer($0) } ?? .null, "acquired_at": .string(acquiredAt.text), "alive": .bool(isAlive),
      "content": .string(content),
    ]
  }
}

import Synchronization
import TicketCore

/// What changed on a server behind a place in its logs: its stream tells of which tickets, their histories the steps.
struct APIChanges {
  /// The stream begins at once.
  private static let patience = CurlHandle.Patience.whole(10_000)

  let service: HTTPTicketService
  private var caller: APICaller { service.caller }

  /// New tickets, then steps, each in file order. A new ticket brings all of its steps.
  func changes(since cursor: BoardCursor) throws(TicketServiceError) -> BoardChanges {
    guard let end = try end() else { throw TicketServiceError(.refused, context: "\(caller.server): it has no stream") }
    var changes: [TicketChange] = []
    let known = service.lastPlace.withLock { $0 }
    for id in try tickets(from: known?.cursor == cursor ? known : nil, to: end) {
      let history = try service.history(id)
      let since = history.ticket.request.offset >= cursor.requests ? BoardCursor() : cursor
      changes += history.records.filter { $0.place.offset >= since[$0.file] && $0.place.offset < end.cursor[$0.file] }
        .map { TicketChange(ticket: id, status: $0.newStatus, file: $0.file, place: $0.place) }
    }
    let requests = changes.filter { $0.file == .requests }.sorted { $0.place.offset < $1.place.offset }
    let results = changes.filter { $0.file == .results }.sorted { $0.place.offset < $1.place.offset }
    service.lastPlace.withLock { $0 = end }
    return BoardChanges(cursor: end.cursor, changes: requests + results)
  }

  /// Where the stream would begin now; nil where the server has none.
  private func end() throws(TicketServiceError) -> StreamPlace? {
    var end: StreamPlace?
    try follow(nil) { event in
      end = StreamPlace(event)
      return false
    }
    return end
  }

  /// All tickets where the server has not told the name of the start, or knows no such place any more.
  private func tickets(from start: StreamPlace?, to end: StreamPlace) throws(TicketServiceError) -> [Ticket.ID] {
    let place = start ?? .beginning
    guard place != end else { return [] }
    var found: [Ticket.ID] = []
    var known: Set<Ticket.ID> = []
    var isLost = false
    try follow(place) { event in
      isLost = isLost || event.name == "reload"
      if event.name == "ticket", let row = event.data.flatMap(APIRows.row), known.insert(row.id).inserted {
        found.append(row.id)
      }
      guard !isLost else { return false }
      // Of those that come together the last one bears a mark.
      guard let place = StreamPlace(event) else { return true }
      return !end.cursor.isWithin(place.cursor)
    }
    return isLost && start != nil ? try tickets(from: nil, to: end) : found
  }

  /// Reads the stream until `body` has had enough.
  private func follow(
    _ place: StreamPlace?, _ body: @escaping (StreamEvent) -> Bool
  ) throws(TicketServiceError) {
    let request = HTTPRequest.get("/api/tickets/stream", headers: place?.headers ?? [])
    var parser = EventStreamParser()
    var isEnough = false
    let outcome = Result { () throws(TransportError) in
      try caller.transport.stream(request, patience: Self.patience) { status, bytes in
        guard status == 200 else { return true }
        parser.take(bytes) { event in isEnough = isEnough || !body(event) }
        return !isEnough
      }
    }
    switch outcome {
    case .failure where isEnough: return
    case .failure(let error): throw APIFailure.error(error, of: request, server: caller.server)
    case .success(let answer) where answer.status == 200: return
    case .success(let answer):
      throw APIFailure(request: request, answer: answer, json: nil, caller: caller).error(about: caller.server)
    }
  }
}

extension StoredRecord {
  /// What its ticket became by it.
  fileprivate var newStatus: TicketStatus {
    file == .requests ? .open : text("status").flatMap(TicketStatus.init(rawValue:)) ?? .open
  }
}

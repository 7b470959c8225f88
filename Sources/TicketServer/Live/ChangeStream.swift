import Glibc
import Synchronization
import TicketCore

/// Server-sent events: the row of each ticket that changes (spec: api.md, `stream`).
///
/// Begins with the place where it stands, so that also who heard no change can resume. When the logs are others than
/// before, a `reload` event says that the board has to be fetched anew.
final class ChangeStream: BodyStream {
  /// How often something is said, if only a comment and the place: lines that changed no ticket move that, too.
  static let heartbeat = Duration.seconds(15)
  /// How often it is looked whether anybody still listens.
  private static let glance = Duration.seconds(1)
  /// Events made at a time, and the bytes behind which no other is begun: a row has any length.
  private static let portion = 64
  private static let portionSize = 256 << 10
  /// Changes looked up at a time: who resumes from long ago, and reads slowly, costs no more memory than others.
  static let reach = 1024

  private struct State {
    var seen: BoardCursor
    /// That of the board which `seen` is a place of; nil where that is none that is known.
    var generation: UInt64?
    var isStarted = false
    var pending: ArraySlice<TicketChange> = []
    /// Where the board stood when what is pending was found; nil where more than that has changed.
    var goal: BoardCursor?
  }

  private let board: any LiveBoard
  private let hub: StreamHub
  private let connection: CInt?
  private let state: Mutex<State>

  /// Tells what changed after `place`, or from now on; the hub has counted it, and counts it off in the end.
  init(of board: any LiveBoard, hub: StreamHub, after place: EventID?, connection: CInt? = nil) {
    self.board = board
    self.hub = hub
    self.connection = connection
    let (now, generation) = board.withBoard { ($0.cursor, $0.generation) }
    let isKnown = place?.isPlace(of: board, generation) ?? true
    let seen = isKnown ? place?.cursor ?? now : now
    state = Mutex(State(seen: seen, generation: isKnown ? generation : nil, goal: seen))
  }

  func close() { hub.leave() }

  func next() -> BodyPiece {
    state.withLock { state in
      if !state.isStarted {
        state.isStarted = true
        return .bytes(Array("retry: 1000\n: hello\n".utf8) + (look(&state) ?? Array("\(id(state).lines)\n".utf8)))
      }
      let end = ContinuousClock.now + Self.heartbeat
      while !hub.isEnded {
        let heard = hub.bell.heard
        do throws(TicketServiceError) {
          if let bytes = try news(&state) { return .bytes(bytes) }
        } catch {
          // Who resumes hears of it.
          return .broken
        }
        if isDeserted { return .broken }
        let now = ContinuousClock.now
        if now >= end { return .bytes(Array(": alive\n\(id(state).lines)\n".utf8)) }
        hub.bell.wait(after: heard, until: min(end, now + Self.glance))
      }
      return .end
    }
  }

  /// The next events; nil while there are none. Throws what keeps a record from being read: nothing is passed over.
  private func news(_ state: inout State) throws(TicketServiceError) -> [UInt8]? {
    // What is pending of a board that was made anew is void.
    let isVoid = board.withBoard(\.generation) != state.generation
    if state.pending.isEmpty || isVoid, let reload = look(&state) { return reload }
    guard !state.pending.isEmpty else { return nil }
    var bytes: [UInt8] = []
    let end = state.pending.prefix(Self.portion).endIndex
    var isLast = false
    while !isLast, let change = state.pending.popFirst() {
      state.seen[change.file] = max(state.seen[change.file], change.place.offset + 1)
      if state.pending.isEmpty, let goal = state.goal { state.seen = goal }
      let row = try row(of: change.ticket).map { JSONWriter.line($0) }
      isLast = state.pending.startIndex == end || bytes.count + (row?.count ?? 0) >= Self.portionSize
      guard let row else { continue }
      // The last one's mark will do for all of them.
      bytes += Self.event("ticket", id: isLast ? id(state) : EventID(state.seen), row)
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// nil where the log is another by now: what is here of it is about to be told to be void.
  private func row(of id: Ticket.ID) throws(TicketServiceError) -> JSONValue? {
    let (ticket, records) = board.withRecords { ($0.ticket(id), $1) }
    guard let ticket else { return nil }
    do throws(TicketServiceError) {
      return BoardRow(ticket: ticket, records: try records.requireHistory(of: ticket)).json
    } catch  where error.code == .changing {
      return nil
    }
  }

  /// Looks what changed; gives the `reload` event where the logs are others.
  private func look(_ state: inout State) -> [UInt8]? {
    let (seen, known) = (state.seen, state.generation)
    let (cursor, generation, changes) = board.withBoard { board in
      let isSame = board.generation == known && seen.isWithin(board.cursor)
      return (board.cursor, board.generation, isSame ? board.changes(since: seen, limit: Self.reach) : nil)
    }
    guard let changes else {
      state.generation = generation
      state.seen = cursor
      state.pending = []
      return Self.event("reload", id: id(state), JSONWriter.line([:]))
    }
    state.pending = changes[...]
    state.goal = changes.count < Self.reach ? cursor : nil
    if changes.isEmpty { state.seen = cursor }
    return nil
  }

  /// The place that was told last.
  private func id(_ state: State) -> EventID { EventID(state.seen, of: board, state.generation) }

  /// Whether the other side has closed the connection.
  private var isDeserted: Bool {
    guard let connection else { return false }
    var byte: UInt8 = 0
    let count = recv(connection, &byte, 1, CInt(MSG_PEEK | MSG_DONTWAIT))
    return count == 0 || count < 0 && errno != EAGAIN && errno != EINTR
  }

  private static func event(_ name: String, id: EventID, _ json: [UInt8]) -> [UInt8] {
    Array("event: \(name)\n\(id.lines)data: ".utf8) + json + Array("\n\n".utf8)
  }
}

extension TicketAPI {
  /// `GET /api/tickets/stream`.
  func stream(_ request: Request) -> Response {
    var place: EventID?
    for name in ["Last-Event-Mark", "Last-Event-ID"] where place == nil {
      guard let text = request.headers.all(name).last, !text.isEmpty else { continue }
      place = EventID(text)
      guard place != nil else {
        let reason = "\(name) must be two byte offsets such as 1234-567."
        return Response(.badRequest, failure: reason, errors: [FieldError(field: name, reason: reason)])
      }
    }
    let headers: HeaderList = ["Content-Type": "text/event-stream; charset=utf-8"]
    if request.method == .head { return Response(.ok, headers: headers) }
    guard streams.enter() else {
      var response = Response(.serviceUnavailable, failure: "Too many streams are open.")
      response.headers.add("Retry-After", "15")
      return response
    }
    // What is there already is no news.
    _ = try? service.board(BoardQuery(limit: 0))
    let stream = ChangeStream(of: board, hub: streams, after: place, connection: request.head.connection)
    return Response(.ok, headers: headers, body: .stream(stream))
  }
}

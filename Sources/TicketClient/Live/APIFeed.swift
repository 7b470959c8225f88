import Synchronization
import TicketCore
import TicketJSON

/// What the board's thread does: follow the stream, or ask again and again, and come back after each failure.
final class APIFeed: Sendable {
  /// The stream says something every 15 s, if only a comment.
  private static let patience = CurlHandle.Patience.silence(20)
  private static let backoff = Backoff.exponential(base: .milliseconds(500), limit: .seconds(5))
  /// How often a server without a stream is asked.
  private static let interval = Duration.seconds(1)

  private let board: APIBoard
  private var caller: APICaller { board.service.caller }
  private var isStopped: Bool { board.stopping.isStopped }

  init(_ board: APIBoard) { self.board = board }

  /// Until the board is stopped.
  func run() {
    var place: StreamPlace?
    var failures = 0
    while !isStopped {
      let error: TicketServiceError
      do throws(TicketServiceError) {
        let before = place
        guard let ending = try follow(&place) else {
          failures = 0
          continue
        }
        error = ending
        if place != before { failures = 0 }
      } catch let failure {
        error = failure
      }
      if isStopped { return }
      isAway(error)
      failures += 1
      board.stopping.wait(Self.backoff.wait(after: failures, chance: .random(in: 0.2...1)))
    }
  }

  /// Shows that the board is not up to date.
  func isAway(_ error: TicketServiceError) { show(.stale(error)) }

  // MARK: The stream

  /// Follows the stream from `place`, or from now on; returns why it ended; nil where the
  /// board was fetched instead.
  private func follow(_ place: inout StreamPlace?) throws(TicketServiceError) -> TicketServiceError? {
    let request = HTTPRequest.get("/api/tickets/stream", headers: place?.headers ?? [])
    let unanswered = caller.transport.unansweredWrites
    // Who does not answer a write may be gone, without a word of it to the stream.
    let isAnswering = { self.caller.transport.unansweredWrites == unanswered }
    var parser = EventStreamParser()
    var last = place
    var isResumed = place != nil
    // Where the stream stood when the problems were asked for.
    var checked: String?
    var failure: TicketServiceError?
    let outcome = Result { () throws(TransportError) in
      try caller.transport.stream(request, patience: Self.patience, isWanted: { !self.isStopped && isAnswering() }) {
        status, bytes in
        guard status == 200 else { return true }
        parser.take(bytes) { event in
          guard failure == nil else { return }
          do throws(TicketServiceError) {
            try self.take(event, isResumed: isResumed, checked: checked)
            isResumed = true
            last = StreamPlace(event) ?? last
            if event.name != "ticket" { checked = event.id ?? checked }
          } catch {
            failure = error
          }
        }
        return failure == nil
      }
    }
    place = last
    if let failure { throw failure }
    switch outcome {
    case .failure where !isAnswering():
      return TicketServiceError(.unreachable, context: "\(caller.server): it left a request without an answer")
    case .failure(let error): return APIFailure.error(error, of: request, server: caller.server)
    case .success(let answer) where answer.status == 200:
      return TicketServiceError(.unreachable, context: "\(caller.server): it ended the connection")
    // What the server does not take for a place, it cannot know any more.
    case .success(let answer) where answer.status == 400 && last != nil:
      place = nil
      return TicketServiceError(.unreachable, context: caller.server)
    case .success(let answer) where [404, 405, 501].contains(answer.status):
      try poll()
      return TicketServiceError(.unreachable, context: caller.server)
    // Too many follow it already. What is new is fetched until there is room.
    case .success(let answer) where answer.status == 503:
      try load()
      show(.live)
      board.stopping.wait(Self.interval)
      return nil
    case .success(let answer):
      throw APIFailure(request: request, answer: answer, json: nil, caller: caller).error(about: caller.server)
    }
  }

  /// The first block tells where the stream begins: the board is fetched behind it, so that no change falls between.
  /// The problems up to `checked` are known.
  private func take(_ event: StreamEvent, isResumed: Bool, checked: String?) throws(TicketServiceError) {
    if !isResumed || event.name == "reload" {
      try load()
      return show(.live)
    }
    if event.name == "ticket", let text = event.data {
      guard let row = APIRows.row(text), board.take(row, text) else { return try load() }
      board.onChange()
      // Its result is no problem any more.
      if board.isAwaited(row.id) { try refreshProblems() }
    } else if event.id == nil || event.id != checked {
      // No ticket changed, but the logs grew: by problems.
      try refreshProblems()
    }
    show(.live)
  }

  // MARK: The whole board

  /// Until it fails, or the board is stopped.
  private func poll() throws(TicketServiceError) {
    board.shared.withLock { $0.isPlain = true }
    while !isStopped {
      try load()
      show(.live)
      board.stopping.wait(Self.interval)
    }
  }

  private func load() throws(TicketServiceError) {
    if board.merge(try APIRows(caller).texts(isWanted: { !self.isStopped })) { board.onChange() }
    try refreshProblems()
  }

  private func refreshProblems() throws(TicketServiceError) {
    guard !board.isPlain else { return }
    if board.note(try board.service.problems()) { board.onChange() }
  }

  private func show(_ status: APIBoard.Status) {
    let isNew = board.shared.withLock { shared in
      defer { shared.status = status }
      return shared.status != status
    }
    if isNew, !isStopped { board.onChange() }
  }
}

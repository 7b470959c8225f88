import Synchronization
public import TicketCore

/// The board of a server, kept up to date by its stream of changes on a thread of its own; from a server of the
/// original system, which has none, by asking for the whole board each second.
///
/// While the server is away the board stays as it was, and it recovers by itself. Records come from the rows at once;
/// a ticket's history is fetched when it is asked for, and `onChange` tells when it has come.
public final class APIBoard: LiveBoard, TicketRecords {
  /// How the board stands to the server's.
  public enum Status: Hashable, Sendable {
    /// The first reading.
    case loading
    case live
    /// Not up to date, and why.
    case stale(TicketServiceError)
  }

  struct Shared {
    var board = TicketsBoard()
    var status = Status.loading
    var isPlain = false
  }

  let service: HTTPTicketService
  let onChange: @Sendable () -> Void
  let onReplacement: (@Sendable (TicketsBoard) -> Void)?
  /// Where both are needed, the board comes first.
  let shared = Mutex(Shared())
  let shelf = Mutex(RowShelf())
  let stopping = Stopping()
  private let fetches = Mutex(Fetches())

  private struct Fetches {
    var wanted: [Ticket.ID] = []
    var isRunning = false
  }

  /// Both are called on threads of the board and must not block; `onReplacement` with a board that another has taken the
  /// place of, before anybody has seen that, and it must not look at this.
  public init(
    _ service: HTTPTicketService, onReplacement: (@Sendable (TicketsBoard) -> Void)? = nil,
    onChange: @escaping @Sendable () -> Void
  ) {
    self.service = service
    self.onReplacement = onReplacement
    self.onChange = onChange
  }

  /// How it stands to the server's.
  public var status: Status { shared.withLock { $0.status } }

  /// Whether the server is one of the original system, which has only its four calls.
  public var isPlain: Bool { shared.withLock { $0.isPlain } }

  /// Follows the server from now on; false if the system has no thread left. Not a second time.
  public func start() -> Bool {
    let feed = APIFeed(self)
    return BackgroundThread.run { feed.run() }
  }

  /// Ends the following within about a second; nothing is told afterwards.
  public func stop() { stopping.stop() }

  /// Looks at the board. Keep it short: what comes waits meanwhile.
  public func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R {
    try shared.withLock { (shared) throws(E) in try body(shared.board) }
  }

  // MARK: TicketRecords

  /// The record at a place of this board.
  public func record(at place: RecordPlace, in file: LogFile, of _: Ticket.ID) -> StoredRecord? {
    shelf.withLock { $0.record(at: place, in: file) }
  }

  /// The line of a problem.
  public func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? {
    shelf.withLock { $0.line(at: place, in: file, limit: limit) }
  }

  /// What the row tells; the whole history once it was fetched, which this begins.
  public func history(of ticket: Ticket) -> [StoredRecord] {
    let (known, sketch) = shelf.withLock { ($0.history(of: ticket), $0.sketch(of: ticket)) }
    if let known { return known }
    fetch(ticket.id)
    return sketch
  }

  // MARK: Histories

  /// Fetches a history on a thread that lives as long as there are any to fetch.
  private func fetch(_ id: Ticket.ID) {
    let isNew = fetches.withLock { fetches in
      guard !fetches.wanted.contains(id) else { return false }
      fetches.wanted.append(id)
      defer { fetches.isRunning = true }
      return !fetches.isRunning
    }
    // Without a thread the next look tries again.
    if isNew, !BackgroundThread.run({ self.fetchAll() }) {
      fetches.withLock { $0 = Fetches() }
    }
  }

  private func fetchAll() {
    while let id = nextWanted() {
      let (isLive, isPlain) = shared.withLock { ($0.status == .live, $0.isPlain) }
      // A server of the original system has none to give. What fails is tried again at the next look.
      guard isLive, !isPlain, !stopping.isStopped, let history = try? service.history(id), history.ticket.id == id
      else { continue }
      // What is no news must not lead to the next look at once.
      if shelf.withLock({ $0.keep(history) }) { onChange() }
    }
  }

  private func nextWanted() -> Ticket.ID? {
    fetches.withLock { fetches in
      if fetches.wanted.isEmpty { fetches.isRunning = false }
      return fetches.wanted.popLast()
    }
  }
}

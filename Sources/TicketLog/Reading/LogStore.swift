import Synchronization
public import TicketCore

/// The one board of a process: reads both logs, and from then on what was added to them.
///
/// Any thread may ask; whoever calls `catchUp` reads, and the others see the board grow meanwhile.
public final class LogStore: Sendable {
  private struct Shared {
    var board = TicketsBoard()
    var status = LogStatus()
  }

  /// Where the logs stand.
  public let folder: StateFolder
  private let clock: any TicketClock
  private let reader: Mutex<LogReader>
  private let shared: Mutex<Shared>
  private let shelf: Mutex<RecordShelf>

  /// Reads nothing yet.
  public init(folder: StateFolder, clock: any TicketClock = SystemClock()) {
    self.folder = folder
    self.clock = clock
    var shared = Shared()
    shared.status.requests.state = .reading
    shared.status.results.state = .reading
    self.shared = Mutex(shared)
    reader = Mutex(LogReader(folder: folder, clock: clock))
    shelf = Mutex(RecordShelf(folder: folder))
  }

  /// Looks at the board. Keep it short: the reading waits meanwhile.
  public func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R {
    try shared.withLock { (shared) throws(E) in try body(shared.board) }
  }

  /// How the reading stands; `reading` for both logs until the first `catchUp`.
  public var status: LogStatus { shared.withLock { $0.status } }

  /// Reads what is new in both logs up to their ends; whether anything changed, the status included.
  ///
  /// Calls `progress` whenever a part of it is on the board, some thousand lines each time; it must not call
  /// `catchUp`. Leaves off within a mebibyte once it is not `wanted` any more; the next call goes on from there.
  @discardableResult
  public func catchUp(while wanted: () -> Bool = { true }, progress: () -> Void = {}) -> Bool {
    reader.withLock { reader in
      var isChanged = false
      reader.catchUp(while: wanted) { news in
        guard take(news) else { return }
        isChanged = true
        progress()
      }
      return isChanged
    }
  }

  /// The board as it was at an earlier pair of file offsets: the fold of just these bytes. Throws `unreadable`.
  public func board(at cursor: BoardCursor) throws(TicketServiceError) -> TicketsBoard {
    var board = TicketsBoard()
    var status = LogStatus()
    var reader = LogReader(folder: folder, clock: clock)
    reader.catchUp(limit: cursor) { news in
      switch news {
      case .reload: break
      case .status(let file, let new): status[file] = new
      case .lines(let file, let lines, let end): board.take(lines, of: file, end: end)
      }
    }
    try status.requireReadable(in: folder)
    return board
  }

  /// The last line of the results, where it is a whole record but for its `\n`: the next writer makes it count.
  func unfinishedResult() -> ResultRecord? { reader.withLock { $0.unfinishedResult() } }

  /// Whether anything is another now.
  private func take(_ news: LogReader.News) -> Bool {
    switch news {
    case .reload(let reload):
      shelf.withLock { $0.clear() }
      return shared.withLock { shared in
        shared.board = TicketsBoard()
        shared.status.reloads += 1
        shared.status.lastReload = reload
        return true
      }
    case .status(let file, let status):
      return shared.withLock { shared in
        defer { shared.status[file] = status }
        return shared.status[file] != status
      }
    case .lines(let file, let lines, let end):
      return shared.withLock { shared in
        guard shared.board.cursor[file] != end else { return false }
        shared.board.take(lines, of: file, end: end)
        shared.status[file].bytesRead = end
        return true
      }
    }
  }
}

extension LogStore: LiveBoard {
  /// The record whose line begins at `place`; of a bad line, what was saved from it.
  public func record(at place: RecordPlace, in file: LogFile) -> StoredRecord? {
    shelf.withLock { $0.record(at: place, in: file) }
  }

  /// The text of any line, cut at `limit` bytes, invalid UTF-8 replaced.
  public func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? {
    shelf.withLock { $0.line(at: place, in: file, limit: limit) }
  }
}

extension TicketsBoard {
  /// Takes the next lines of a log, which end at `end`.
  mutating func take(_ lines: [ParsedLine], of file: LogFile, end: Int) {
    for line in lines {
      switch line {
      case .request(let record): apply(record)
      case .result(let record): apply(record)
      case .problem(let problem): note(problem)
      case .blank: break
      }
    }
    read(file, to: end)
  }
}

extension LogStatus {
  /// Throws `unreadable` where a log in `folder` cannot be read now: half a board would be a false one.
  public func requireReadable(in folder: StateFolder) throws(TicketServiceError) {
    for file in LogFile.allCases {
      guard case .unreadable(let obstacle, let number) = self[file].state else { continue }
      throw TicketServiceError(.unreadable, context: folder.path(of: file), errno: number ?? obstacle.errno)
    }
  }
}

import TicketCore

/// Reads what is new in both logs. Not the board: what it finds it tells as news.
struct LogReader: ~Copyable, Sendable {
  enum News {
    /// All that was told before is void.
    case reload(LogStatus.Reload)
    case status(LogFile, FileStatus)
    /// The next lines of a log, up to a byte offset.
    case lines(LogFile, [ParsedLine], end: Int)
  }

  private let folder: StateFolder
  private let clock: any TicketClock
  private var requests = LogTail(.requests)
  private var results = LogTail(.results)
  private var tools = ReadingTools()

  init(folder: StateFolder, clock: any TicketClock) {
    self.folder = folder
    self.clock = clock
  }

  /// Reads both logs up to their ends, or to `limit`, or as long as it is `wanted`.
  mutating func catchUp(limit: BoardCursor? = nil, while wanted: () -> Bool = { true }, _ tell: (News) -> Void) {
    // The results' end is seen before the requests are read, so that each of them finds its request.
    let resultsSight = LogSight(at: folder.path(of: .results))
    let requestsSight = LogSight(at: folder.path(of: .requests))
    if let reason = requests.reloadReason(requestsSight) {
      forget(LogStatus.Reload(file: .requests, reason: reason), tell)
    } else if let reason = results.reloadReason(resultsSight) {
      forget(LogStatus.Reload(file: .results, reason: reason), tell)
    }
    Self.follow(&requests, requestsSight, to: limit?.requests, while: wanted, with: &tools, clock, tell)
    Self.follow(&results, resultsSight, to: limit?.results, while: wanted, with: &tools, clock, tell)
  }

  /// The last line of the results where it is a whole record but for its `\n`.
  mutating func unfinishedResult() -> ResultRecord? {
    let sight = LogSight(at: folder.path(of: .results))
    let count = sight.size - results.position
    // Of a line that is too long only the end would be looked at.
    guard results.position == results.lineStart, count > 0, count <= LineParser.lineLimit,
      results.reloadReason(sight) == nil
    else { return nil }
    let window = tools.buffer.window(from: 0, count: count)
    let read =
      switch sight.log {
      case .some(let log): (try? log.read(into: window, at: results.position)) ?? 0
      case .none: 0
      }
    let line = tools.buffer.bytes(read)
    let place = RecordPlace(offset: results.lineStart, line: results.lines + 1)
    guard case .result(let record) = tools.parser.parse(line, of: .results, at: place).record else { return nil }
    return record
  }

  private mutating func forget(_ reload: LogStatus.Reload, _ tell: (News) -> Void) {
    requests = LogTail(.requests)
    results = LogTail(.results)
    tell(.reload(reload))
  }

  private static func follow(
    _ tail: inout LogTail, _ sight: borrowing LogSight, to limit: Int?, while wanted: () -> Bool,
    with tools: inout ReadingTools, _ clock: any TicketClock, _ tell: (News) -> Void
  ) {
    let end = min(sight.size, limit ?? .max)
    var status = FileStatus(state: .reading, bytesRead: tail.position, bytesTotal: sight.size)
    if end - tail.position > ReadBuffer.chunk { tell(.status(tail.file, status)) }
    status.state = sight.state
    do throws(SystemError) {
      switch sight.log {
      case .some(let log):
        let file = tail.file
        try tail.read(log, sight.identity, to: end, while: wanted, with: &tools) { lines, end in
          tell(.lines(file, copy lines, end: end))
        }
        if !wanted() { status.state = .reading }
      case .none: break
      }
    } catch {
      status.state = .unreadable(.refused, errno: error.number)
    }
    status.bytesRead = tail.position
    status.unfinishedSince = tail.unfinishedSince(size: end, clock: clock)
    tell(.status(tail.file, status))
  }
}

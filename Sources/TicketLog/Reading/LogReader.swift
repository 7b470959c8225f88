import TicketCore

/// Reads what is new in both logs. Not the board: what it finds it tells as news.
struct LogReader: ~Copyable, Sendable {
  enum News {
    /// All that was told before is void.
    case reload(LogStatus.Reload)
    /// All that will be told of a log stands in this.
    case opened(LogFile, OpenLog)
    case status(LogFile, FileStatus)
    /// The next lines of a log, behind `lineBase` others.
    case lines(LogFile, LogChunk, lineBase: Int)
  }

  private let folder: StateFolder
  private let clock: any TicketClock
  private var requests = LogTail(.requests)
  private var results = LogTail(.results)
  private let chunk = LogChunk()

  init(folder: StateFolder, clock: any TicketClock) {
    self.folder = folder
    self.clock = clock
  }

  /// Reads both logs up to their ends, or to `limit`, or as long as it is `wanted`. All anew where something else was found
  /// in a `stray` log than what was read there.
  mutating func catchUp(
    limit: BoardCursor? = nil, stray: LogFile? = nil, while wanted: () -> Bool = { true }, _ tell: (News) -> Void
  ) {
    // The results' end is seen before the requests are read, so that each of them finds its request.
    let resultsSight = LogSight(at: folder.path(of: .results))
    let requestsSight = LogSight(at: folder.path(of: .requests))
    if let reason = requests.reloadReason(requestsSight) {
      forget(LogStatus.Reload(file: .requests, reason: reason), tell)
    } else if let reason = results.reloadReason(resultsSight) {
      forget(LogStatus.Reload(file: .results, reason: reason), tell)
    } else if let stray {
      forget(LogStatus.Reload(file: stray, reason: .rewritten), tell)
    }
    Self.follow(&requests, requestsSight, to: limit?.requests, while: wanted, with: chunk, clock, tell)
    Self.follow(&results, resultsSight, to: limit?.results, while: wanted, with: chunk, clock, tell)
  }

  /// How far each log was read.
  var tails: [LogTail] { [requests, results] }

  /// Goes on where another process left off.
  mutating func goOn(from tails: [LogTail]) {
    for tail in tails {
      switch tail.file {
      case .requests: requests = tail
      case .results: results = tail
      }
    }
  }

  /// The last line of the results where it is a whole record but for its `\n`.
  mutating func unfinishedResult() -> ResultRecord? {
    let sight = LogSight(at: folder.path(of: .results))
    let count = sight.size - results.position
    // Of a line that is too long only the end would be looked at.
    guard results.position == results.lineStart, count > 0, count <= LineParser.lineLimit,
      results.reloadReason(sight) == nil, let log = sight.log,
      let line = try? chunk.read(log.borrowed, at: results.position, count: count)
    else { return nil }
    return chunk.result(line.count, at: results.position)
  }

  /// Of the last bytes before both offsets; nil where one of them was not read, or its log is another by now.
  func digest(before place: BoardCursor) -> UInt64? {
    guard let requests = requests.lastBytes(before: place.requests, in: folder),
      let results = results.lastBytes(before: place.results, in: folder)
    else { return nil }
    return (requests + results).withUnsafeBytes { LogDigest.value(of: $0) }
  }

  /// Whether at both offsets, or a byte before them, a line begins; false where one of them was not read, or its log is
  /// another by now.
  func isLineStart(_ place: BoardCursor) -> Bool {
    [requests.lastBytes(before: place.requests, in: folder), results.lastBytes(before: place.results, in: folder)]
      .allSatisfy { bytes in bytes.map { $0.count < 2 || $0.suffix(2).contains(UInt8(ascii: "\n")) } ?? false }
  }

  /// Begins anew.
  mutating func forget(_ reload: LogStatus.Reload, _ tell: (News) -> Void) {
    requests = LogTail(.requests)
    results = LogTail(.results)
    tell(.reload(reload))
  }

  private static func follow(
    _ tail: inout LogTail, _ sight: LogSight, to limit: Int?, while wanted: () -> Bool,
    with chunk: LogChunk, _ clock: any TicketClock, _ tell: (News) -> Void
  ) {
    let end = min(sight.size, limit ?? .max)
    var status = FileStatus(state: .reading, bytesRead: tail.position, bytesTotal: sight.size)
    if end - tail.position > LogChunk.size { tell(.status(tail.file, status)) }
    status.state = sight.state
    do throws(SystemError) {
      if let log = sight.log {
        if tail.isNew { tell(.opened(tail.file, log)) }
        tail.begin(sight)
        try read(&tail, log.borrowed, to: end, while: wanted, with: chunk, tell)
        if !wanted() { status.state = .reading }
      }
    } catch {
      status.state = .unreadable(.refused, errno: error.number)
    }
    status.bytesRead = tail.position
    status.unfinishedSince = tail.unfinishedSince(size: end, clock: clock)
    tell(.status(tail.file, status))
  }

  /// Reads to `limit` as long as it is `wanted`: a little alone, much with all processors.
  private static func read(
    _ tail: inout LogTail, _ log: BorrowedDescriptor, to limit: Int, while wanted: () -> Bool, with chunk: LogChunk,
    _ tell: (News) -> Void
  ) throws(SystemError) {
    let file = tail.file
    var lines = tail.lines
    func deliver(_ chunk: LogChunk) {
      tell(.lines(file, chunk, lineBase: lines))
      lines += chunk.lineCount
    }
    if limit - tail.position >= ReadingCrew.worthIt {
      let failure: SystemError?
      (tail, failure) = ReadingCrew(tail, log, to: limit).run(while: wanted, deliver)
      if let failure { throw failure }
    } else {
      while tail.position < limit, wanted() {
        switch try tail.take(into: chunk, from: log, to: limit) {
        case .lines:
          chunk.parse(file)
          deliver(chunk)
          tail.deliver(chunk)
        case .skipped: continue
        case .nothing: return
        }
      }
    }
  }
}

import Glibc
import Synchronization
public import TicketCore

/// The one board of a process: reads both logs, and from then on what was added to them.
///
/// Any thread may ask; whoever calls `catchUp` reads, and the others see the board grow meanwhile.
public final class LogStore: Sendable {
  private struct Shared {
    var board = TicketsBoard()
    /// Those of this board alone: another has its own.
    var records: LogRecords
    var status = LogStatus()
    var changes = 0
  }

  /// Numbers the readings of the logs from 1. Both are changed only while the reader is locked.
  private struct Readings: ~Copyable {
    let begun = Atomic(0)
    /// The last one that got to the end of both logs.
    let lastWhole = Atomic(0)
  }

  /// Where the logs stand.
  public let folder: StateFolder
  private let clock: any TicketClock
  private let reader: Mutex<LogReader>
  private let readings = Readings()
  private let shared: Mutex<Shared>
  private let keeper: CheckpointKeeper?
  private let onReplacement: (@Sendable (TicketsBoard) -> Void)?

  /// Reads nothing yet. With a checkpoint it begins with the board that was saved last, where that fits the logs.
  /// `onReplacement` is called with a board that another takes the place of, before anybody has seen that; it must not
  /// block, nor look at this.
  public convenience init(
    folder: StateFolder, clock: any TicketClock = SystemClock(), withCheckpoint: Bool = false,
    onReplacement: (@Sendable (TicketsBoard) -> Void)? = nil
  ) {
    self.init(
      folder: folder, clock: clock, keeper: withCheckpoint ? CheckpointKeeper(folder: folder) : nil,
      onReplacement: onReplacement)
  }

  init(
    folder: StateFolder, clock: any TicketClock, keeper: CheckpointKeeper?,
    onReplacement: (@Sendable (TicketsBoard) -> Void)? = nil
  ) {
    self.keeper = keeper
    self.onReplacement = onReplacement
    self.folder = folder
    self.clock = clock
    var shared = Shared(records: LogRecords(in: folder))
    shared.status.requests.state = .reading
    shared.status.results.state = .reading
    self.shared = Mutex(shared)
    reader = Mutex(LogReader(folder: folder, clock: clock))
  }

  /// Looks at the board. Keep it short: the reading waits meanwhile.
  public func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R {
    try shared.withLock { (shared) throws(E) in try body(shared.board) }
  }

  /// The same, with the records that this board was made of: they stay the right ones, also when the logs have become
  /// others meanwhile.
  public func withRecords<R: Sendable, E: Error>(
    _ body: (TicketsBoard, any TicketRecords) throws(E) -> R
  ) throws(E) -> R {
    try shared.withLock { (shared) throws(E) in try body(shared.board, shared.records) }
  }

  /// How the reading stands; `reading` for both logs until the first `catchUp`.
  public var status: LogStatus { shared.withLock { $0.status } }

  /// Reads what is new in both logs up to their ends; whether anything changed, the status included.
  ///
  /// Calls `progress` whenever a part of it is on the board, some thousand lines each time; it must not call
  /// `catchUp`. Leaves off within some chunks once it is not `wanted` any more; the next call goes on from there. A whole
  /// reading that another thread began after this call counts for it.
  @discardableResult
  public func catchUp(while wanted: () -> Bool = { true }, progress: () -> Void = {}) -> Bool {
    let begunBefore = readings.begun.load(ordering: .acquiring)
    let changesBefore = changeCount
    reader.withLock { reader in
      guard readings.lastWhole.load(ordering: .acquiring) <= begunBefore else { return }
      if let checkpoint = keeper?.find() {
        begin(with: checkpoint, &reader)
        progress()
      }
      let number = readings.begun.add(1, ordering: .acquiringAndReleasing).newValue
      var isWhole = true
      let isStillWanted = {
        isWhole = isWhole && wanted()
        return isWhole
      }
      reader.catchUp(stray: shared.withLock { $0.records.stray }, while: isStillWanted) { news in
        if take(news) { progress() }
      }
      if isWhole { readings.lastWhole.store(number, ordering: .releasing) }
    }
    return changeCount != changesBefore
  }

  /// Makes sure that the board is that of the logs, where it began with a saved one: reads all of them again that it was
  /// made from, unless nobody has touched them since. Another thread that asks meanwhile waits. Where the logs are
  /// others, the board is made anew; where one cannot be read now, the status says so, and the next call tries again.
  public func verify() { if keeper?.isWaitedFor == true { verifyAll() } }

  private func verifyAll() {
    keeper?.verify { file in
      reader.withLock { reader in
        // Else it was made anew meanwhile.
        guard keeper?.isInDoubt == true else { return }
        reader.forget(LogStatus.Reload(file: file, reason: .notAsSaved)) { _ = take($0) }
      }
      catchUp()
    } onUntold: { file, state in
      _ = reader.withLock { _ in
        var status = status[file]
        status.state = state
        return take(.status(file, status))
      }
    }
  }

  /// Verifies the saved board, and saves the present one where it has become worth it. Takes long; what goes wrong is a
  /// `savingFailure`, and no ticket is lost.
  func tendCheckpoint() {
    verifyAll()
    saveBoard()
  }

  /// Saves the board for the next start, where that is worth it. Takes a moment; what goes wrong is a `savingFailure`, and
  /// no ticket is lost.
  public func saveBoard() {
    guard !status.isLoading else { return }
    keeper?.write(withBoard(\.cursor)) {
      reader.withLock { reader in (withBoard { $0 }, reader.tails) }
    }
  }

  /// The `errno` that the board could not be saved with the last time; nil where it was, or need not be.
  public var savingFailure: CInt? { keeper?.failure }

  /// Where the board is saved, and its size in bytes where it is.
  public var savedBoard: (path: String, size: Int?) {
    let size = try? Descriptor(opening: folder.checkpointPath, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).status().st_size
    return (folder.checkpointPath, size.map { Int($0) })
  }

  /// Whether `tendCheckpoint` has something to do.
  var isCheckpointDue: Bool { keeper?.isDue(withBoard(\.cursor)) ?? false }

  private func begin(with checkpoint: Checkpoint, _ reader: inout LogReader) {
    reader.goOn(from: checkpoint.claims.map(\.tail))
    shared.withLock { shared in
      shared.board = checkpoint.board
      for (file, log) in checkpoint.logs { shared.records.take(log, as: file) }
      for claim in checkpoint.claims { shared.status[claim.tail.file].bytesRead = claim.tail.position }
      shared.changes += 1
    }
  }

  /// The board as it was at an earlier pair of file offsets: the fold of just these bytes. Throws `unreadable`.
  public func board(at cursor: BoardCursor) throws(TicketServiceError) -> TicketsBoard {
    var board = TicketsBoard()
    var status = LogStatus()
    var reader = LogReader(folder: folder, clock: clock)
    reader.catchUp(limit: cursor) { news in
      switch news {
      case .reload, .opened: break
      case .status(let file, let new): status[file] = new
      case .lines(let file, let chunk, let lineBase): board.take(chunk, of: file, lineBase: lineBase)
      }
    }
    try status.requireReadable(in: folder)
    return board
  }

  /// The last line of the results, where it is a whole record but for its `\n`: the next writer makes it count.
  func unfinishedResult() -> ResultRecord? { reader.withLock { $0.unfinishedResult() } }

  /// Counts the changes of the board and of the status, whoever read them.
  var changeCount: Int { shared.withLock { $0.changes } }

  /// Whether anything is another now.
  private func take(_ news: LogReader.News) -> Bool {
    let isChanged = apply(news)
    if isChanged { shared.withLock { $0.changes += 1 } }
    return isChanged
  }

  private func apply(_ news: LogReader.News) -> Bool {
    switch news {
    case .reload(let reload):
      keeper?.forget()
      return shared.withLock { shared in
        onReplacement?(shared.board)
        shared.board = TicketsBoard()
        shared.records = LogRecords(in: folder)
        shared.status.reloads += 1
        shared.status.lastReload = reload
        return true
      }
    case .opened(let file, let log):
      shared.withLock { $0.records.take(log, as: file) }
      return false
    case .status(let file, let status):
      return shared.withLock { shared in
        defer { shared.status[file] = status }
        return shared.status[file] != status
      }
    case .lines(let file, let chunk, let lineBase):
      return shared.withLock { shared in
        if file == .requests, lineBase == 0 { shared.board.expect(shared.status.requests.bytesTotal, like: chunk) }
        shared.board.take(chunk, of: file, lineBase: lineBase)
        shared.status[file].bytesRead = chunk.end
        return true
      }
    }
  }
}

extension LogStore: LiveBoard {
  /// A digest of the last bytes before both offsets; waits while others read.
  public func digest(before place: BoardCursor, of generation: UInt64) -> UInt64? {
    reader.withLock { reader in
      withBoard { $0.generation == generation } ? reader.digest(before: place) : nil
    }
  }

  /// Looks at the bytes before both offsets; waits while others read.
  public func isLineStart(_ place: BoardCursor, of generation: UInt64) -> Bool {
    reader.withLock { reader in
      withBoard { $0.generation == generation } && reader.isLineStart(place)
    }
  }

  /// Whether something else was found in a log than the board says: the next `catchUp` makes it anew.
  var isStray: Bool { shared.withLock { $0.records.stray != nil } }

  /// The logs that the board of `generation` is made from; nil of any other board.
  func logs(of generation: UInt64) -> LogRecords? {
    shared.withLock { $0.board.generation == generation ? $0.records : nil }
  }
}

extension TicketsBoard {
  /// Takes the next lines of a log, which has `lineBase` before them.
  mutating func take(_ chunk: LogChunk, of file: LogFile, lineBase: Int) {
    take(chunk.batch, lineBase: lineBase)
    read(file, to: chunk.end)
  }

  /// Makes room for as many requests as stand in `bytes`, if all are like the first.
  mutating func expect(_ bytes: Int, like first: LogChunk) {
    guard bytes > ReadingCrew.worthIt else { return }
    // Whoever begins with very short ones need not go on so.
    reserve(min(first.batch.requestCount * (bytes / max(1, first.end)), bytes / 128))
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

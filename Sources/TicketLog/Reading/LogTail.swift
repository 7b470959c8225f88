import TicketCore

/// How far one log was read, and how to tell that it is still the same log (spec: tickets.md, "What a reader does").
struct LogTail: Sendable {
  // Records often end alike; so many bytes hold the id of the last one, too.
  private static let sentinelLength = 512

  let file: LogFile
  /// Where the first line begins that is not complete.
  private(set) var lineStart = 0
  /// The complete lines.
  private(set) var lines = 0
  /// How far was read; behind `lineStart` only in a line that is too long to be held.
  private(set) var position = 0
  private var identity: FileIdentity?
  private var unfinished: (start: Int, since: Timestamp)?
  /// The last bytes before `position`.
  private var sentinel: [UInt8] = []

  init(_ file: LogFile) { self.file = file }

  /// Why what is seen now is not the log that was read; nil where it is, or where nobody can tell.
  func reloadReason(_ sight: borrowing LogSight) -> LogStatus.Reload.Reason? {
    guard let identity else { return nil }
    switch sight.state {
    case .missing: return .removed
    case .unreadable(.refused, _): return nil
    case .unreadable: return .replaced
    case .reading, .live: break
    }
    if sight.identity != identity { return .replaced }
    if sight.size < position { return .truncated }
    return isSentinelThere(sight) ? nil : .rewritten
  }

  private func isSentinelThere(_ sight: borrowing LogSight) -> Bool {
    switch sight.log {
    case .some(let log):
      // Where it cannot be read nobody can tell.
      (try? log.bytes(at: position - sentinel.count, count: sentinel.count)).map { $0 == sentinel } ?? true
    case .none: true
    }
  }

  /// Reads on to `limit`, as long as it is `wanted`, and hands the lines out in batches with the offset behind the last of them.
  mutating func read(
    _ log: borrowing Descriptor, _ seen: FileIdentity?, to limit: Int, while wanted: () -> Bool,
    with tools: inout ReadingTools, _ deliver: (borrowing [ParsedLine], Int) -> Void
  ) throws(SystemError) {
    identity = seen
    var batch = LineBatch()
    defer { batch.flush(upTo: lineStart, deliver) }
    // What was read of the unfinished line is not kept, but read again.
    var held = 0
    var offset = position
    while offset < limit, wanted() {
      let window = tools.buffer.window(from: held, count: min(ReadBuffer.chunk, limit - offset))
      let count = try log.read(into: window, at: offset)
      guard count > 0 else { return }
      offset += count
      let used = take(tools.buffer.bytes(held + count), with: &tools, into: &batch, deliver)
      held = tools.buffer.keep(from: used, of: held + count)
      if offset - lineStart > LineParser.lineLimit {
        remember(tools.buffer.bytes(held), end: offset)
        held = 0
      }
    }
  }

  /// Since when the last line has waited for its end; `size` is that of the log.
  mutating func unfinishedSince(size: Int, clock: any TicketClock) -> Timestamp? {
    if lineStart >= size {
      unfinished = nil
    } else if unfinished?.start != lineStart {
      unfinished = (lineStart, clock.now())
    }
    return unfinished?.since
  }

  /// Takes the complete lines of `bytes`, which begin at `position`; how many bytes they are.
  private mutating func take(
    _ bytes: UnsafeBufferPointer<UInt8>, with tools: inout ReadingTools, into batch: inout LineBatch,
    _ deliver: (borrowing [ParsedLine], Int) -> Void
  ) -> Int {
    let start = position
    var used = 0
    while let end = bytes.index(of: UInt8(ascii: "\n"), from: used) {
      let place = RecordPlace(offset: lineStart, line: lines + 1)
      if start + used > lineStart {
        batch.add(.problem(Problem(file: file, place: place, reason: .lineTooLong)))
      } else {
        let line = UnsafeBufferPointer(rebasing: bytes[used..<end])
        batch.add(tools.parser.parse(lineStart == 0 ? line.withoutMark : line, of: file, at: place))
      }
      lines += 1
      used = end + 1
      lineStart = start + used
      if batch.isFull { batch.flush(upTo: lineStart, deliver) }
    }
    if used > 0 { remember(UnsafeBufferPointer(rebasing: bytes[..<used]), end: lineStart) }
    return used
  }

  /// `bytes` are those before `end`, up to which all is read.
  private mutating func remember(_ bytes: UnsafeBufferPointer<UInt8>, end: Int) {
    if bytes.count < Self.sentinelLength {
      sentinel = (sentinel + bytes).suffix(Self.sentinelLength)
    } else {
      sentinel = Array(bytes.suffix(Self.sentinelLength))
    }
    position = end
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without a byte order mark at the start.
  fileprivate var withoutMark: Self {
    starts(with: [0xef, 0xbb, 0xbf]) ? UnsafeBufferPointer(rebasing: self[3...]) : self
  }
}

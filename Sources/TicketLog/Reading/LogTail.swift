import Glibc
import TicketCore

/// How far one log was read, and how to tell that it is still the same log (spec: tickets.md, "What a reader does").
struct LogTail: Sendable {
  // Records often end alike; so many bytes hold the id of the last one, too.
  private static let sentinelLength = 512

  /// What the next bytes of a log were.
  enum Taken {
    /// Whole lines, in the chunk.
    case lines
    /// Bytes of a line that is too long to be held.
    case skipped
    /// No whole line yet.
    case nothing
  }

  let file: LogFile
  /// Where the first line begins that is not complete.
  private(set) var lineStart = 0
  /// The lines that were delivered.
  private(set) var lines = 0
  /// Of what was delivered.
  private(set) var digest = LogDigest()
  /// How far was read; behind `lineStart` only in a line that is too long to be held.
  private(set) var position = 0
  /// When the log was last changed, where all of it was read since, and that was long enough before to tell a later
  /// change by; else 0.
  private(set) var changed = 0
  private var identity: FileIdentity?
  private var unfinished: (start: Int, since: Timestamp)?
  /// The last bytes before `position`.
  private var sentinel: [UInt8] = []

  init(_ file: LogFile) { self.file = file }

  /// Nothing of it was seen yet.
  var isNew: Bool { identity == nil }

  /// Why what is seen now is not the log that was read; nil where it is, or where nobody can tell.
  func reloadReason(_ sight: LogSight) -> LogStatus.Reload.Reason? {
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

  private func isSentinelThere(_ sight: LogSight) -> Bool {
    // Where it cannot be read nobody can tell.
    (try? sight.log?.bytes(at: position - sentinel.count, count: sentinel.count)).map { $0 == sentinel } ?? true
  }

  /// The last bytes before `offset`, by which they can be told from those of another log; nil where so much was not
  /// read, or the log is another by now.
  func lastBytes(before offset: Int, in folder: StateFolder) -> [UInt8]? {
    if offset == position { return sentinel }
    guard 0...position ~= offset else { return nil }
    let sight = LogSight(at: folder.path(of: file))
    let count = min(offset, Self.sentinelLength)
    switch sight.log {
    case .some(let log):
      // First they are read, then it is seen whose they are.
      guard let bytes = try? log.bytes(at: offset - count, count: count), reloadReason(sight) == nil else { return nil }
      return bytes
    case .none: return nil
    }
  }

  /// Remembers which file it is that will be read.
  mutating func begin(_ sight: LogSight) {
    identity = sight.identity
    if position == 0 {
      changed = sight.changed.isLongAgo ? sight.changed.nanoseconds : 0
    } else if sight.changed.nanoseconds != changed {
      // Appended to, or edited: nobody knows.
      changed = 0
    }
  }

  /// Takes the next lines before `limit`, as many as a chunk holds, but at least one; their bytes are in `chunk` then.
  mutating func take(
    into chunk: LogChunk, from log: BorrowedDescriptor, to limit: Int
  ) throws(SystemError) -> Taken {
    var wanted = min(LogChunk.size, limit - position)
    guard wanted > 0 else { return .nothing }
    var bytes = try chunk.read(log, at: position, count: wanted)
    if bytes.lastNewline == nil, bytes.count == LogChunk.size, position == lineStart {
      wanted = min(LineParser.lineLimit + 1, limit - position)
      bytes = try chunk.read(log, at: position, count: wanted)
    }
    if let newline = bytes.lastNewline {
      let count = newline + 1
      chunk.take(count, from: position, firstLine: lineStart)
      remember(UnsafeBufferPointer(rebasing: bytes[..<count]))
      lineStart = position
      return .lines
    }
    guard !bytes.isEmpty, position > lineStart || bytes.count > LineParser.lineLimit else { return .nothing }
    remember(bytes)
    return .skipped
  }

  /// Counts the chunks that were delivered, in the order of the log.
  mutating func deliver(_ chunk: LogChunk) {
    lines += chunk.lineCount
    digest.add(chunk.bytes, chunk.digest)
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

  /// `bytes` are those behind `position`.
  private mutating func remember(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count < Self.sentinelLength {
      sentinel = (sentinel + bytes).suffix(Self.sentinelLength)
    } else {
      sentinel = Array(bytes.suffix(Self.sentinelLength))
    }
    position += bytes.count
  }
}

extension LogTail {
  /// Whether all that was read can be told again: not where a line was too long to be held.
  var isTellable: Bool { identity != nil && position == lineStart && digest.count == position }

  func isSameFile(_ sight: LogSight) -> Bool { sight.identity == identity && sight.size >= position }

  func encode(in bytes: inout ByteWriter) {
    bytes.add(Int(bitPattern: identity?.device ?? 0))
    bytes.add(Int(bitPattern: identity?.inode ?? 0))
    bytes.add(position)
    bytes.add(lines)
    bytes.add(sentinel)
    digest.encode(in: &bytes)
  }

  init?(_ file: LogFile, from bytes: inout ByteReader) {
    guard let device = bytes.next(), let inode = bytes.next(), let position = bytes.next(), let lines = bytes.next(),
      let sentinel = bytes.nextBytes(), sentinel.count <= position, let digest = LogDigest(from: &bytes),
      digest.count == position
    else { return nil }
    self.file = file
    identity = FileIdentity(device: UInt(bitPattern: device), inode: UInt(bitPattern: inode))
    self.position = position
    lineStart = position
    self.lines = lines
    self.sentinel = sentinel
    self.digest = digest
  }
}

extension timespec {
  /// For telling times apart: those after the year 2262 begin again below zero.
  var nanoseconds: Int { tv_sec &* 1_000_000_000 &+ tv_nsec }

  /// File times move in ticks: whoever writes within the same tick again leaves no trace in them.
  fileprivate var isLongAgo: Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.nanoseconds &- nanoseconds > 1_000_000_000
  }
}

import Glibc
import TicketCore

/// Adds a record to a log as spec tickets.md, "What a writer does", 5 to 9, says. The caller holds the guard.
struct Appender: Sendable {
  /// The longest record, its `\n` included.
  static let recordLimit = 1 << 20
  private static let attempts = 5

  let folder: StateFolder
  let calls: SystemCalls
  /// How long a foreign writer may take to end its line.
  let patience: Duration
  private let logs: WritableLogs

  /// A record that stands whole in its log, but would not survive a power cut before it is synced.
  struct Written: ~Copyable, Sendable {
    /// Where its line begins.
    let offset: Int
    /// Behind its line.
    let end: Int
    fileprivate let log: WritableLog
    /// Of the log's syncs, before the record was written.
    fileprivate let failures: Int
    fileprivate let path: String
    fileprivate let calls: SystemCalls
  }

  init(folder: StateFolder, calls: SystemCalls = .system, patience: Duration = .milliseconds(30)) {
    self.folder = folder
    self.calls = calls
    self.patience = patience
    logs = WritableLogs(folder: folder)
  }

  /// Says that a record is on its way to `file`, until what is given back ends: who syncs meanwhile waits a moment.
  func announce(_ file: LogFile) -> Writer { logs.writers(file).enter() }

  /// Writes `record`, which is one line with its `\n`, and looks that it stands there whole. Throws `unwritable`,
  /// `diskFull` or `tooLarge`, where it never will count, and `durabilityUnknown` where it may; then nothing may be
  /// acknowledged. Another folder that was put in the place of `guarded` gets nothing.
  func append(
    _ record: [UInt8], to file: LogFile, in guarded: GuardedFolder? = nil
  ) throws(TicketServiceError) -> Written {
    let path = folder.path(of: file)
    guard record.count <= Self.recordLimit else { throw TicketServiceError(.tooLarge, context: path) }
    // All but its line break is in the log, which the next writer adds.
    var mayCount = false
    do throws(SystemError) {
      let log = try open(file, path)
      if let guarded, !guarded.isInPlace { throw SystemError(number: ESTALE) }
      let failures = log.syncs.failures
      for _ in 0..<Self.attempts {
        let end = try write(
          try isTailComplete(log.descriptor) ? record : [UInt8(ascii: "\n")] + record, to: log.descriptor, &mayCount)
        let start = end - record.count
        if try isThere(record, at: start, in: log.descriptor) {
          return Written(offset: start, end: end, log: log, failures: failures, path: path, calls: calls)
        }
        // A foreign fragment came in between, and our record stands behind it on its line: once more, with the same ids.
      }
      throw SystemError(number: EIO)
    } catch {
      throw TicketServiceError(mayCount ? .durabilityUnknown : error.writeCode, context: path, errno: error.number)
    }
  }

  /// Makes durable what stands in `file`, whoever wrote it; call it without the guard. Throws `durabilityUnknown`.
  func sync(_ file: LogFile) throws(TicketServiceError) {
    let path = folder.path(of: file)
    do throws(SystemError) {
      let log = try open(file, path)
      if let failure = log.sync(since: log.syncs.failures, calls) { throw SystemError(number: failure) }
    } catch {
      throw TicketServiceError(.durabilityUnknown, context: path, errno: error.number)
    }
  }

  /// The log at `path`: the one that is open already if it still stands there, else it is opened, and made where there
  /// is none.
  private func open(_ file: LogFile, _ path: String) throws(SystemError) -> WritableLog {
    if let log = logs[file], log.isUsable, log.identity == FileIdentity(at: path) { return log }
    for _ in 0..<Self.attempts {
      let log = try Descriptor(opening: path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o666)
      let status = try log.status()
      guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(number: EINVAL) }
      let identity = FileIdentity(status)
      // Moved away between the opening and now.
      guard identity == FileIdentity(at: path) else { continue }
      return logs.keep(log, identity, as: file)
    }
    throw SystemError(number: ESTALE)
  }

  /// Whether the last line has its `\n`; a foreign writer that is just writing it gets a moment.
  private func isTailComplete(_ log: borrowing Descriptor) throws(SystemError) -> Bool {
    let deadline = ContinuousClock.now + patience
    while true {
      let size = Int(try log.status().st_size)
      if size == 0 { return true }
      if try log.bytes(at: size - 1, count: 1) == [UInt8(ascii: "\n")] { return true }
      if ContinuousClock.now >= deadline { return false }
      usleep(3_000)
    }
  }

  /// One `write`; where the system takes less, the rest, as long as nobody wrote between. The offset behind the last
  /// byte. `mayCount` becomes true with the last byte before the line break.
  private func write(
    _ record: [UInt8], to log: borrowing Descriptor, _ mayCount: inout Bool
  ) throws(SystemError) -> Int {
    var done = 0
    var end = 0
    while done < record.count {
      let count = record[done...].withUnsafeBytes { calls.write(log.number, $0) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw SystemError(number: errno) }
      if done + count >= record.count - 1 { mayCount = true }
      // After an append the position is the end of what was just written, whoever else writes.
      let position = Int(lseek(log.number, 0, SEEK_CUR))
      if position < 0 { throw SystemError(number: errno) }
      if done > 0, position - count != end { throw SystemError(number: EIO) }
      done += count
      end = position
    }
    return end
  }

  /// Whether the record is the whole of a line.
  private func isThere(
    _ record: [UInt8], at start: Int, in log: borrowing Descriptor
  ) throws(SystemError) -> Bool {
    guard start > 0 else { return try log.bytes(at: 0, count: record.count) == record }
    return try log.bytes(at: start - 1, count: record.count + 1) == [UInt8(ascii: "\n")] + record
  }
}

extension Appender.Written {
  /// The log that it stands in.
  var identity: FileIdentity { log.identity }

  /// Makes the record durable; call it without the guard. Those who call meanwhile share a sync. Throws
  /// `durabilityUnknown`, and is never tried again: after a failure Linux may have dropped what was not written yet.
  consuming func sync() throws(TicketServiceError) {
    let failure = log.sync(since: failures, calls)
    if let failure { throw TicketServiceError(.durabilityUnknown, context: path, errno: failure) }
  }
}

extension SystemError {
  fileprivate var writeCode: TicketServiceError.Code {
    switch number {
    case ENOSPC, EDQUOT, EFBIG: .diskFull
    default: .unwritable
    }
  }
}

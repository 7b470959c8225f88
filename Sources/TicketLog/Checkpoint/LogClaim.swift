import CLinux
import Glibc
import TicketCore

/// What a checkpoint says of one log: which file it was, how far it was read, and what stood there.
struct LogClaim: Sendable {
  private static let samples = 64
  private static let sampleLength = 4_096
  /// What `statfs` calls file systems whose times move with every change once a log was synced, also of a change through
  /// a mapping: ext2 to ext4, xfs, btrfs, f2fs. Those of others may not: tmpfs, overlays of it, programs behind FUSE.
  private static let honestMagics: Set<UInt32> = [0xef53, 0x5846_5342, 0x9123_683e, 0xf2f5_2010]

  let tail: LogTail
  let sample: UInt64
  /// The time of the log's last change, where a later one can be told by it, and the log was synced; else 0.
  let changed: Int

  /// Of the log that `tail` has read; nil where it is another by now, or cannot be told again.
  init?(_ tail: LogTail, in folder: StateFolder) {
    let sight = LogSight(at: folder.path(of: tail.file))
    guard tail.isTellable, tail.reloadReason(sight) == nil, let sample = Self.sample(sight, upTo: tail.position) else {
      return nil
    }
    self.tail = tail
    self.sample = sample
    // Of the time before the reading: what was changed meanwhile is not on the board. And a power cut may take what is not
    // synced, but leave the time.
    let isAsRead = sight.size == tail.position && sight.changed.nanoseconds == tail.changed
    changed = isAsRead && Self.sync(sight) ? tail.changed : 0
  }

  /// Whether the log that stands there now looks as it did then, as far as its beginning is concerned.
  func fits(_ sight: LogSight) -> Bool {
    tail.isSameFile(sight) && tail.reloadReason(sight) == nil && Self.sample(sight, upTo: tail.position) == sample
  }

  /// Whether nobody has touched the log since: then there is nothing to verify.
  func isUntouched(_ sight: LogSight) -> Bool {
    changed != 0 && sight.size == tail.position && sight.changed.nanoseconds == changed && Self.tellsTimes(sight)
  }

  /// Whether the log's times tell of all changes.
  private static func tellsTimes(_ sight: LogSight) -> Bool {
    var system = statfs()
    guard let log = sight.log, fstatfs(log.borrowed.number, &system) == 0 else { return false }
    return tellsTimes(magic: UInt32(truncatingIfNeeded: system.f_type))
  }

  /// The same of what `statfs` calls its file system.
  static func tellsTimes(magic: UInt32) -> Bool { honestMagics.contains(magic) }

  private static func sync(_ sight: LogSight) -> Bool {
    sight.log.map { fdatasync($0.borrowed.number) == 0 } ?? false
  }

  /// A digest of blocks that are spread over the log.
  private static func sample(_ sight: LogSight, upTo end: Int) -> UInt64? {
    guard let log = sight.log else { return nil }
    let step = max(sampleLength, end / samples)
    var seen: [UInt8] = []
    for start in stride(from: 0, to: end, by: step) {
      guard let bytes = try? log.bytes(at: start, count: min(sampleLength, end - start)) else { return nil }
      seen += bytes
    }
    return seen.withUnsafeBytes { LogDigest.value(of: $0) }
  }
}

extension LogClaim {
  func encode(in bytes: inout ByteWriter) {
    tail.encode(in: &bytes)
    bytes.add(sample)
    bytes.add(changed)
  }

  init?(_ file: LogFile, from bytes: inout ByteReader) {
    guard let tail = LogTail(file, from: &bytes), let sample = bytes.nextBits(), let changed = bytes.next() else {
      return nil
    }
    self.tail = tail
    self.sample = sample
    self.changed = changed
  }
}

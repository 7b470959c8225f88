import TicketCore

/// Reads again what a checkpoint was made from.
enum LogVerification {
  /// What comes of it.
  enum Outcome: Equatable {
    /// The log holds what was read of it.
    case holds
    /// It is another, or cannot be read as far as it was read then.
    case lies
    /// The system does not open it now.
    case untold(FileStatus.State)
  }

  private static let chunk = 1 << 20

  /// Whether the log holds what `tail` says was read of it.
  static func outcome(_ tail: LogTail, in folder: StateFolder) -> Outcome {
    let sight = LogSight(at: folder.path(of: tail.file))
    if case .unreadable(.refused, _) = sight.state { return .untold(sight.state) }
    guard tail.reloadReason(sight) == nil else { return .lies }
    guard let log = sight.log else { return .lies }
    return (try? digest(of: log.borrowed, upTo: tail.position)) == tail.digest.value ? .holds : .lies
  }

  private static func digest(of log: BorrowedDescriptor, upTo end: Int) throws(SystemError) -> UInt64 {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 64)
    defer { buffer.deallocate() }
    var digest = LogDigest()
    while digest.count < end {
      let window = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(chunk, end - digest.count)])
      let count = try log.read(into: window, at: digest.count)
      guard count > 0 else { break }
      let bytes = UnsafeBufferPointer(window.bindMemory(to: UInt8.self)).prefix(count)
      let read = UnsafeBufferPointer(rebasing: bytes)
      digest.add(read, LogDigest.Part(read, at: digest.count))
    }
    return digest.value
  }
}

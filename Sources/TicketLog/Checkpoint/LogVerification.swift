import TicketCore

/// Reads again what a checkpoint was made from.
enum LogVerification {
  private static let chunk = 1 << 20

  /// Whether the log holds what `tail` says was read of it; true where nobody can tell.
  static func holds(_ tail: LogTail, in folder: StateFolder) -> Bool {
    let sight = LogSight(at: folder.path(of: tail.file))
    guard tail.reloadReason(sight) == nil else { return false }
    switch sight.log {
    case .some(let log): return (try? digest(of: log, upTo: tail.position)).map { $0 == tail.digest.value } ?? true
    case .none: return true
    }
  }

  private static func digest(of log: borrowing Descriptor, upTo end: Int) throws(SystemError) -> UInt64 {
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

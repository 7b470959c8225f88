import TicketJSON

/// Room for one chunk of a log, or for the longest line, and for what the JSON parser may read behind that.
///
/// Unchecked: the memory belongs to this one value, which cannot be copied.
struct LineBuffer: ~Copyable, @unchecked Sendable {
  /// As much as a log is read at once.
  static let chunk = LineParser.lineLimit + 1

  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk + JSONParser.padding, alignment: 64)

  deinit { memory.deallocate() }

  /// Where the first `count` bytes come.
  func window(_ count: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
  }

  /// The first `count` bytes, followed by a 0.
  func bytes(_ count: Int) -> UnsafeBufferPointer<UInt8> {
    memory[count] = 0
    return UnsafeBufferPointer(rebasing: memory.bindMemory(to: UInt8.self)[..<count])
  }
}

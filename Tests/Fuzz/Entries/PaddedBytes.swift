import TicketJSON

/// Bytes followed by just what the parser asks for, and not by what an array may have besides: one more is an overrun.
struct PaddedBytes: ~Copyable {
  private let memory: UnsafeMutableBufferPointer<UInt8>
  private let count: Int

  init(_ bytes: some Collection<UInt8>) {
    count = bytes.count
    memory = .allocate(capacity: count + JSONParser.padding)
    memory.initialize(repeating: 0)
    _ = memory.update(fromContentsOf: bytes)
  }

  deinit { memory.deallocate() }

  /// As long as this lives.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[..<count]) }
}

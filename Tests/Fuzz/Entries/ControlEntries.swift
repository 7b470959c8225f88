import Glibc

/// Seeded defects: a fuzzer that does not find these would find nothing.
enum ControlEntries {
  /// One byte after the other, so that each right one is news to a fuzzer that watches coverage; guessing all four at once
  /// takes four thousand million tries.
  static func trap(_ input: [UInt8]) throws(Finding) {
    guard input.count >= 4, input[0] == 0xd1 else { return }
    guard input[1] == 0x0e else { return }
    guard input[2] == 0x5f else { return }
    guard input[3] == 0x9b else { return }
    throw Finding("the seeded defect")
  }

  /// Only the address sanitizer sees it.
  static func overrun(_ input: [UInt8]) throws(Finding) {
    guard input.count >= 4 else { return }
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: input.count)
    defer { memory.deallocate() }
    _ = memory.initialize(from: input)
    // Through the bare address, where nobody else looks, and into a decision, so that no compiler leaves it out.
    if let start = memory.baseAddress, CInt(start[input.count]) == getpid() + 256 { throw Finding("no byte is so big") }
  }
}

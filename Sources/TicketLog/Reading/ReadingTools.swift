import Glibc
import TicketJSON

/// What reading needs and uses again and again.
struct ReadingTools: ~Copyable, Sendable {
  var parser = LineParser()
  var buffer = ReadBuffer()
}

/// Room for the longest line, for one chunk behind it, and for what the JSON parser may read behind that.
///
/// Unchecked: the memory belongs to this one value, which cannot be copied.
struct ReadBuffer: ~Copyable, @unchecked Sendable {
  static let chunk = 1 << 20

  private let memory = UnsafeMutableRawBufferPointer.allocate(
    byteCount: LineParser.lineLimit + chunk + JSONParser.padding, alignment: 64)

  deinit { memory.deallocate() }

  /// Where the next `count` bytes come, behind the first `held`.
  mutating func window(from held: Int, count: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: memory[held..<held + count])
  }

  /// The first `count` bytes, followed by a 0.
  mutating func bytes(_ count: Int) -> UnsafeBufferPointer<UInt8> {
    memory[count] = 0
    return UnsafeBufferPointer(memory.bindMemory(to: UInt8.self)).prefix(count).rebased
  }

  /// Moves the bytes `start..<end` to the front; how many they are.
  mutating func keep(from start: Int, of end: Int) -> Int {
    if start > 0, start < end { memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<end])) }
    return end - start
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate var rebased: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: self) }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first place of `byte` at or behind `start`; nil where it is not.
  func index(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

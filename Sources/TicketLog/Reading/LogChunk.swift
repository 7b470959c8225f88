import CLinux
import Glibc
import TicketCore
import TicketJSON

/// Some whole lines of a log on their way to the board: first their bytes, then what they say.
///
/// Unchecked: handed from thread to thread, never at two at a time.
final class LogChunk: @unchecked Sendable {
  /// As many bytes as a processor's own cache takes well.
  static let size = 1 << 17

  /// What the lines say; line numbers count from 1 at the first of them.
  private(set) var batch = RecordBatch()
  /// How many lines.
  private(set) var lineCount = 0
  /// The offset behind the last of them.
  private(set) var end = 0
  /// Of the bytes that the lines are.
  private(set) var digest = LogDigest.Part(UnsafeBufferPointer(start: nil, count: 0), at: 0)

  private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size + JSONParser.padding, alignment: 64)
  private var parser = LineParser()
  private var start = 0
  private var firstLine = 0

  deinit { memory.deallocate() }

  /// The bytes that stand at `offset`, at most `count`, followed by what the parser asks for.
  func read(_ log: BorrowedDescriptor, at offset: Int, count: Int) throws(SystemError) -> UnsafeBufferPointer<UInt8> {
    if memory.count < count + JSONParser.padding {
      memory.deallocate()
      memory = .allocate(byteCount: count + JSONParser.padding, alignment: 64)
    }
    let read = try log.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<count]), at: offset)
    memory[read] = 0
    return bytes(read)
  }

  /// Says which of the bytes are to be parsed: the first `count`, which stand at `start`, and are whole lines; but where
  /// the first one began before, at `firstLine`, it is too long to be held.
  func take(_ count: Int, from start: Int, firstLine: Int) {
    self.start = start
    self.firstLine = firstLine
    end = start + count
  }

  /// Makes `batch` of the bytes.
  func parse(_ file: LogFile) {
    batch.removeAll()
    let bytes = bytes
    digest = LogDigest.Part(bytes, at: start)
    var first = RecordPlace(offset: firstLine, line: 1)
    if firstLine < start, let newline = bytes.index(of: UInt8(ascii: "\n"), from: 0) {
      batch.add(Problem(file: file, place: first, reason: .lineTooLong))
      first = RecordPlace(offset: start + newline + 1, line: 2)
    }
    let lines = UnsafeBufferPointer(rebasing: bytes[(first.offset - start)...])
    lineCount = first.line - 1 + parser.parse(lines, of: file, from: first, into: &batch)
  }

  /// The first `count` bytes as a result that stands at `offset`, where they are one.
  func result(_ count: Int, at offset: Int) -> ResultRecord? {
    batch.removeAll()
    parser.parse(bytes(count), of: .results, at: RecordPlace(offset: offset, line: 1), into: &batch)
    return batch.lastResult
  }

  /// The lines as they stand in the log.
  var bytes: UnsafeBufferPointer<UInt8> { bytes(end - start) }

  private func bytes(_ count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: UnsafeBufferPointer(memory.bindMemory(to: UInt8.self))[..<count])
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the last `\n` stands.
  var lastNewline: Int? {
    guard let base = baseAddress, let found = memrchr(base, 0x0a, UInt(count)) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The first place of `byte` at or behind `start`; nil where it is not.
  func index(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

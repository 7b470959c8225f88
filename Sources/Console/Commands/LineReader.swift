import Glibc

/// Reads an open file line by line, each as soon as it is there.
struct LineReader {
  enum Line: Hashable {
    /// Without its `\n`.
    case text([UInt8])
    /// Over the limit; it was passed over.
    case tooLong
  }

  private static let chunk = 1 << 16

  private let file: CInt
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// How many lines were read.
  private(set) var count = 0

  /// `file` stays open.
  init(_ file: CInt) { self.file = file }

  /// nil at the end of the file; the last line need not end in `\n`.
  mutating func next(limit: Int) throws(FileError) -> Line? {
    var searched = start
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        count += 1
        return isTooLong || end - start > limit ? .tooLong : .text(Array(buffer[start..<end]))
      }
      if isAtEnd {
        defer { start = buffer.count }
        guard start < buffer.count || isTooLong else { return nil }
        count += 1
        return isTooLong || buffer.count - start > limit ? .tooLong : .text(Array(buffer[start...]))
      }
      isTooLong = isTooLong || buffer.count - start > limit
      buffer.removeSubrange(..<(isTooLong ? buffer.count : start))
      start = 0
      searched = buffer.count
      try fill()
    }
  }

  private mutating func fill() throws(FileError) {
    var more = [UInt8](repeating: 0, count: Self.chunk)
    while true {
      let count = read(file, &more, Self.chunk)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError(errno: errno) }
      isAtEnd = count == 0
      return buffer.append(contentsOf: more[..<count])
    }
  }
}

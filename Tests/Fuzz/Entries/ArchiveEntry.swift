@testable import TicketCore
@testable import TicketLog

/// A saved board whose parts were changed and whose digests fit: nobody but a forger makes one, and even of that no
/// reading ends the program or leaves its memory.
enum ArchiveEntry {
  /// Parts as they stand, as a file hands them out.
  private struct Parts: BoardArchiveSource {
    let parts: [[UInt8]]

    func parts<Element: BitwiseCopyable & Sendable>(
      _ range: Range<Int>, of type: Element.Type
    ) -> ContiguousArray<ContiguousArray<Element>>? {
      guard range.upperBound <= parts.count else { return nil }
      let stride = MemoryLayout<Element>.stride
      var arrays = ContiguousArray<ContiguousArray<Element>>()
      for part in parts[range] {
        guard part.count % stride == 0 else { return nil }
        arrays.append(
          ContiguousArray(unsafeUninitializedCapacity: part.count / stride) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyBytes(from: part)
            count = part.count / stride
          })
      }
      return arrays
    }
  }

  static func run(_ input: [UInt8]) throws(Finding) {
    guard let saved = SavedBoard.shared else { throw Finding("no board was saved") }
    var choices = Choices(input)
    var parts = saved.parts
    while !choices.isEmpty {
      let index = choices.number(below: min(parts.count, 256))
      let action = choices.byte()
      guard !parts[index].isEmpty else { continue }
      let at = (Int(choices.byte()) << 8 | Int(choices.byte())) % parts[index].count
      switch action & 3 {
      case 0, 1: parts[index][at] ^= choices.byte()
      case 2: parts[index].removeLast(min(parts[index].count, 8 * (1 + choices.number(below: 20))))
      default: parts[index].append(contentsOf: choices.take(8))
      }
    }
    let board = TicketsBoard(archive: Parts(parts: parts))
    if parts == saved.parts {
      guard let board else { throw Finding("what was archived is refused") }
      try expectSame(board, saved.board)
    }
  }

  static func expectSame(_ board: TicketsBoard, _ other: TicketsBoard) throws(Finding) {
    try Finding.unlessSame(board.count, other.count, "tickets")
    for ordinal in 0..<other.count {
      try Finding.unlessSame(board.ticket(at: ordinal), other.ticket(at: ordinal), "a ticket")
      try Finding.unlessSame(board.trace(at: ordinal), other.trace(at: ordinal), "a trace")
      try Finding.unlessSame(board.ordinal(of: other.id(at: ordinal)), ordinal, "the ordinal of an id")
    }
    for file in LogFile.allCases { try Finding.unlessSame(board.problems(file), other.problems(file), "problems") }
    try Finding.unlessSame(board.cursor, other.cursor, "how far was read")
    try Finding.unlessSame(board.revision, other.revision, "how often it changed")
  }
}

import TicketCore

/// A place in the stream: how far both logs were told of, in bytes (`id:` and `Last-Event-ID`; spec: api.md). Its mark adds
/// what stands before that (a comment, and `Last-Event-Mark`): whoever sends that along never resumes in other logs.
struct EventID: Hashable, Sendable, CustomStringConvertible {
  private static let digestLength = 16

  let cursor: BoardCursor
  /// nil at the beginning, before which nothing stands, and where nobody told.
  let digest: UInt64?

  /// A place of which nobody will know what stands before it.
  init(_ cursor: BoardCursor) { self.init(cursor, nil) }

  private init(_ cursor: BoardCursor, _ digest: UInt64?) {
    self.cursor = cursor
    self.digest = digest
  }

  /// The place of a board of this generation.
  init(_ cursor: BoardCursor, of board: any LiveBoard, _ generation: UInt64?) {
    let isBeginning = cursor == BoardCursor()
    self.init(cursor, isBeginning ? nil : generation.flatMap { board.digest(before: cursor, of: $0) })
  }

  /// Reads `1234-567-00c0ffee00c0ffee`, or without the digest; nothing for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isNumber: (Substring) -> Bool = { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard parts.count == 2 || parts.count == 3, parts[..<2].allSatisfy(isNumber), let requests = Int(parts[0]),
      let results = Int(parts[1])
    else { return nil }
    let digest = parts.count == 3 ? UInt64(parts[2], radix: 16) : nil
    self.init(BoardCursor(requests: requests, results: results), digest)
    // Each place has one name.
    guard mark == text else { return nil }
  }

  /// Whether it may be a place of the board of this generation: what stood before it then, as far as it says, stands
  /// there now. Where it says nothing, a line has to begin there at least.
  func isPlace(of board: any LiveBoard, _ generation: UInt64) -> Bool {
    digest == nil ? board.isLineStart(cursor, of: generation) : self == EventID(cursor, of: board, generation)
  }

  /// The offsets in `ticket_requests.jsonl` and `ticket_results.jsonl`.
  var description: String { "\(cursor.requests)-\(cursor.results)" }

  /// The same, and the digest where there is one.
  var mark: String {
    guard let digest else { return description }
    let digits = String(digest, radix: 16)
    let zeros = String(repeating: "0", count: Self.digestLength - digits.count)
    return "\(description)-\(zeros)\(digits)"
  }

  /// How a block of the stream tells it.
  var lines: String {
    let isMarked = digest != nil || cursor == BoardCursor()
    return isMarked ? "id: \(self)\n: mark \(mark)\n" : "id: \(self)\n"
  }
}

import TicketCore
import TicketJSON

/// Looks for words in the records of both logs: one by one where few tickets are candidates, else in all lines from the
/// end of the logs to their beginning.
///
/// Lines are read anew for it, in a buffer of its own; what is found is a few bytes a ticket.
struct LogSearch: ~Copyable {
  private let search: RecordSearch
  /// Nil where there is no such file (yet).
  private let requests: OpenLog?
  private let results: OpenLog?
  private var scanner: LineScanner
  private let buffer = LineBuffer()

  init(_ search: RecordSearch, of logs: LogRecords) {
    self.search = search
    requests = logs[.requests]
    results = logs[.results]
    scanner = LineScanner(search.words)
  }

  /// So many bytes of the logs are read in the time in which one record is looked up.
  private static let bytesForRecord = 16_384

  /// Whether going through all lines takes longer than looking the candidates' records up.
  private var isForFew: Bool {
    search.candidates.count * Self.bytesForRecord < search.end.requests + search.end.results
  }

  /// As `LiveBoard.search` says; `withBoard` looks at the board.
  mutating func run(
    while wanted: () -> Bool, _ withBoard: BoardLook, _ tell: ([RecordHit], Double) -> Void
  ) -> Bool {
    if isForFew {
      return search.inParts { ordinals, share in
        guard wanted(), let hits = lookUp(ordinals, withBoard) else { return false }
        tell(hits, share)
        return true
      }
    }
    guard wanted(), let hits = lookUp(search.first, withBoard) else { return false }
    tell(hits, 0)
    return scanAll(while: wanted, withBoard, tell)
  }

  // MARK: One by one

  private static let firstRead = 1_024

  private mutating func lookUp(_ ordinals: [Int], _ withBoard: BoardLook) -> [RecordHit]? {
    guard let places = withBoard.places(of: ordinals, for: search) else { return nil }
    var hits: [RecordHit] = []
    for (ordinal, places) in zip(ordinals, places) {
      var found = WordMask()
      for place in places {
        guard let line = line(at: place.place.offset, in: place.file) else { return nil }
        guard let match = scanner.words(in: line, of: place.file), match.id == place.id else { continue }
        found.formUnion(match.words)
      }
      hits += found.hits(of: ordinal)
    }
    return hits
  }

  /// The line that begins at `offset`; nil if it cannot be read.
  private mutating func line(at offset: Int, in file: LogFile) -> UnsafeBufferPointer<UInt8>? {
    for count in [Self.firstRead, LineBuffer.chunk] {
      let window = buffer.window(count)
      guard let read = read(file, into: window, at: offset), read > 0 else { return nil }
      let bytes = buffer.bytes(read)
      if let end = bytes.index(of: UInt8(ascii: "\n"), from: 0) { return UnsafeBufferPointer(rebasing: bytes[..<end]) }
      if read < count { return bytes }
    }
    return nil
  }

  private func read(_ file: LogFile, into window: UnsafeMutableRawBufferPointer, at offset: Int) -> Int? {
    let log =
      switch file {
      case .requests: requests
      case .results: results
      }
    return try? log?.borrowed.read(into: window, at: offset)
  }

  // MARK: All lines

  /// From the end of both logs, so that both come to their beginning at about the same time.
  private mutating func scanAll(
    while wanted: () -> Bool, _ withBoard: BoardLook, _ tell: ([RecordHit], Double) -> Void
  ) -> Bool {
    var rest = search.end
    let whole = Double(max(1, rest.requests + rest.results))
    while rest.requests + rest.results > 0 {
      guard wanted() else { return false }
      let file = Self.next(of: rest, upTo: search.end)
      guard let (lines, start) = scanChunk(of: file, upTo: rest[file]),
        let hits = withBoard.hits(of: lines, in: file, for: search)
      else { return false }
      rest[file] = start
      tell(hits, 1 - Double(rest.requests + rest.results) / whole)
    }
    return true
  }

  /// The log of which the greater share of what is to be read is left; `rest` is not nothing.
  static func next(of rest: BoardCursor, upTo end: BoardCursor) -> LogFile {
    // As numbers with a point: the product of two logs of 3 GiB is no `Int` any more.
    let isRequests = Double(rest.requests) * Double(end.results) >= Double(rest.results) * Double(end.requests)
    return isRequests && rest.requests > 0 || rest.results == 0 ? .requests : .results
  }

  /// Looks at the last lines before `end`; which of them hold a word, and where the first one begins.
  private mutating func scanChunk(of file: LogFile, upTo end: Int) -> (lines: [FoundLine], start: Int)? {
    let first = max(0, end - LineBuffer.chunk)
    guard read(file, into: buffer.window(end - first), at: first) == end - first else { return nil }
    let bytes = buffer.bytes(end - first)
    // The first line of the chunk may have begun before; one that fills it is none.
    var start = first == 0 ? 0 : bytes.index(of: UInt8(ascii: "\n"), from: 0).map { $0 + 1 } ?? bytes.count
    if start == bytes.count { start = 0 }
    let lines = scanner.lines(of: UnsafeBufferPointer(rebasing: bytes[start...]), of: file, at: first + start)
    return (lines, first + start)
  }
}

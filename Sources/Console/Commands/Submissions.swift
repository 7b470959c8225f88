import TicketCore
import TicketJSON
import TicketLog

/// Finds submissions in input: one JSON object, over as many lines as it likes, or one object a line.
///
/// Where the first line is JSON by itself, each line is answered as it comes. Else all of the input is tried as one
/// value, as far as a record can be long; what is no value either is taken line by line after all, unless its first
/// line only opens an object and no other is one.
struct Submissions {
  /// What stands in the input's next place.
  struct Found: Hashable {
    /// The line that holds it, from 1; nil where the whole input is one value, or cannot be read on.
    let line: Int?
    let content: Result<JSONValue, Obstacle>

    fileprivate var isObject: Bool {
      if case .success(.object) = content { true } else { false }
    }
  }

  private typealias Line = (number: Int?, bytes: Result<[UInt8], Obstacle>)

  /// Why there is no submission.
  enum Obstacle: Error, Hashable {
    case notJSON(Problem.Reason)
    case tooLong
    case unreadable(FileError)
  }

  /// More than this cannot be one record (spec: tickets.md, limits).
  private static let limit = 1 << 20

  private var lines: LineReader
  private var pending: [Found] = []
  private var isStarted = false

  init(_ lines: LineReader) { self.lines = lines }

  /// nil at the end of the input.
  mutating func next() -> Found? {
    if !isStarted {
      isStarted = true
      start()
    }
    return pending.isEmpty ? nextLine().map(Self.found) : pending.removeFirst()
  }

  private mutating func start() {
    guard let first = nextLine() else { return }
    guard case .success(var whole) = first.bytes, case .failure = Self.parse(whole) else {
      pending = [Self.found(first)]
      return
    }
    var gathered = [first]
    while whole.count <= Self.limit, let next = nextLine() {
      gathered.append(next)
      guard case .success(let bytes) = next.bytes else { break }
      whole += [UInt8(ascii: "\n")] + bytes
    }
    let each = gathered.map(Self.found)
    let content = whole.count > Self.limit ? .failure(.tooLong) : Self.parse(whole)
    if case .success = content {
      pending = [Found(line: nil, content: content)]
    } else if Self.opens(whole), whole.count <= Self.limit, each.count > 1, !each.contains(where: \.isObject) {
      pending = [Found(line: nil, content: content)]
    } else {
      pending = each
    }
  }

  /// Whether the first line begins an object that it does not end.
  private static func opens(_ whole: [UInt8]) -> Bool {
    let line = whole.prefix { $0 != UInt8(ascii: "\n") }.filter { !isBlank($0) }
    return line.first == UInt8(ascii: "{") && line.last != UInt8(ascii: "}")
  }

  /// The next line that is not blank.
  private mutating func nextLine() -> Line? {
    while true {
      do {
        guard let line = try lines.next(limit: Self.limit) else { return nil }
        switch line {
        case .tooLong: return (lines.count, .failure(.tooLong))
        case .text(let bytes) where bytes.allSatisfy(Self.isBlank): continue
        case .text(let bytes): return (lines.count, .success(bytes))
        }
      } catch {
        return (nil, .failure(.unreadable(error)))
      }
    }
  }

  private static func found(_ line: Line) -> Found {
    Found(line: line.number, content: line.bytes.flatMap(parse))
  }

  private static func parse(_ bytes: [UInt8]) -> Result<JSONValue, Obstacle> {
    Result { () throws(JSONError) in try JSONReader.value(bytes) }.mapError { .notJSON($0.reason) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}

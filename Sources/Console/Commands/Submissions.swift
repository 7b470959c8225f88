import TicketCore
import TicketLog

/// Finds submissions in input: one JSON object, over as many lines as it likes, or one object a line.
///
/// Where the first line is JSON by itself, each line is answered as it comes. Else all of the input is tried as one
/// value, as far as a record can be long; what is no value either is taken line by line after all, unless its first
/// line only opens an object.
struct Submissions {
  /// What stands in the input's next place.
  typealias Found = Result<JSONValue, Obstacle>

  /// Why there is no submission.
  enum Obstacle: Error, Hashable {
    case notJSON(Problem.Reason)
    case tooLong
    case unreadable(SinkError)
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
    return pending.isEmpty ? nextLine().map(found) : pending.removeFirst()
  }

  private mutating func start() {
    guard let first = nextLine() else { return }
    guard case .success(let line) = first, case .failure = Self.parse(line) else {
      pending = [found(first)]
      return
    }
    var gathered = [first]
    var whole = line
    while whole.count <= Self.limit, let next = nextLine() {
      gathered.append(next)
      guard case .success(let line) = next else { break }
      whole += [UInt8(ascii: "\n")] + line
    }
    let isWhole = whole.count <= Self.limit
    if isWhole, case .success(let value) = Self.parse(whole) {
      pending = [.success(value)]
    } else if isWhole, gathered.count > 1, Self.opens(line) {
      pending = [found(.success(whole))]
    } else {
      pending = gathered.map(found)
    }
  }

  /// Whether a line begins an object that it does not end.
  private static func opens(_ line: [UInt8]) -> Bool {
    let text = line.filter { !Self.isBlank($0) }
    return text.first == UInt8(ascii: "{") && text.last != UInt8(ascii: "}")
  }

  /// The next line that is not blank.
  private mutating func nextLine() -> Result<[UInt8], Obstacle>? {
    while true {
      do {
        guard let line = try lines.next(limit: Self.limit) else { return nil }
        switch line {
        case .tooLong: return .failure(.tooLong)
        case .text(let bytes) where bytes.allSatisfy(Self.isBlank): continue
        case .text(let bytes): return .success(bytes)
        }
      } catch {
        return .failure(.unreadable(error))
      }
    }
  }

  private func found(_ line: Result<[UInt8], Obstacle>) -> Found {
    line.flatMap(Self.parse)
  }

  private static func parse(_ bytes: [UInt8]) -> Found {
    Result { () throws(JSONError) in try JSONReader.value(bytes) }.mapError { .notJSON($0.reason) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}

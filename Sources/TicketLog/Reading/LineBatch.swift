import TicketCore

/// Lines on their way to the board: few enough that putting them there keeps nobody waiting.
struct LineBatch {
  private static let size = 2_048

  private var lines: [ParsedLine] = []

  var isFull: Bool { lines.count >= Self.size }

  mutating func add(_ line: ParsedLine) {
    if case .blank = line { return }
    lines.append(line)
  }

  mutating func add(_ outcome: LineParser.Outcome) {
    add(outcome.record)
    if let problem = outcome.salvaged { add(.problem(problem)) }
  }

  /// Hands the lines out, which end at `offset`, and starts anew.
  mutating func flush(upTo offset: Int, _ deliver: (borrowing [ParsedLine], Int) -> Void) {
    deliver(lines, offset)
    lines.removeAll(keepingCapacity: true)
  }
}

import TicketCore

/// The `ETag` of a board: equal while every row is the same. Weak, for `asof` differs each time.
struct BoardTag: Hashable, Sendable {
  let generation: UInt64
  let revision: Int

  init(_ board: TicketsBoard) { (generation, revision) = (board.generation, board.revision) }

  var text: String { "W/\"\(String(generation, radix: 36))-\(revision)\"" }

  /// Whether an `If-None-Match` names it (RFC 9110, 13.1.2: compared weakly).
  func isAmong(_ headers: [String]) -> Bool {
    let own = text.dropFirst("W/".count)
    return headers.joined(separator: ",").split(separator: ",").contains { field in
      let tag = field.filter { $0 != " " && $0 != "\t" }
      return tag == "*" || (tag.hasPrefix("W/") ? tag.dropFirst("W/".count) : tag[...]) == own
    }
  }
}

import TicketCore

/// A place in the stream: how far both logs were told of, in bytes (`id:` and `Last-Event-ID`; spec: api.md).
struct EventID: Hashable, Sendable, CustomStringConvertible {
  let cursor: BoardCursor

  init(_ cursor: BoardCursor) { self.cursor = cursor }

  /// Reads `1234-567`; nothing for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isNumber: (Substring) -> Bool = { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard parts.count == 2, parts.allSatisfy(isNumber), let requests = Int(parts[0]), let results = Int(parts[1])
    else { return nil }
    cursor = BoardCursor(requests: requests, results: results)
  }

  /// The offsets in `ticket_requests.jsonl` and `ticket_results.jsonl`.
  var description: String { "\(cursor.requests)-\(cursor.results)" }
}

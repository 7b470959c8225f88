import TicketCore

/// A place in a server's stream, by the name that the server gave it.
struct StreamPlace: Hashable, Sendable {
  /// Before all.
  static let beginning = StreamPlace(name: "0-0", cursor: BoardCursor())

  let name: String
  let cursor: BoardCursor

  private init(name: String, cursor: BoardCursor) {
    self.name = name
    self.cursor = cursor
  }

  /// Reads names that begin with two offsets, such as `1234-567-00c0ffee00c0ffee`.
  init?(_ name: String) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false).prefix(2).map { Int($0) }
    guard parts.count == 2, let requests = parts[0], let results = parts[1] else { return nil }
    self.init(name: name, cursor: BoardCursor(requests: requests, results: results))
  }
}

import TicketCore

/// A place in a server's stream, as the server marked it.
struct StreamPlace: Hashable, Sendable {
  /// Before all.
  static let beginning = StreamPlace(mark: "0-0", cursor: BoardCursor())

  /// Its offsets, and what tells whether they are those of the same logs.
  let mark: String
  let cursor: BoardCursor

  private init(mark: String, cursor: BoardCursor) {
    self.mark = mark
    self.cursor = cursor
  }

  /// Where an event stands; nil where it bears no mark: nobody could tell later whether that is a place of the same logs.
  init?(_ event: StreamEvent) {
    guard let mark = event.mark else { return nil }
    let parts = mark.split(separator: "-", omittingEmptySubsequences: false).prefix(2).map { Int($0) }
    guard parts.count == 2, let requests = parts[0], let results = parts[1] else { return nil }
    self.init(mark: mark, cursor: BoardCursor(requests: requests, results: results))
  }

  /// What a request to go on from here says.
  var headers: [String] { ["Last-Event-ID: \(cursor.requests)-\(cursor.results)", "Last-Event-Mark: \(mark)"] }
}

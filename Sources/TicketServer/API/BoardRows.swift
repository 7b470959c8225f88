import TicketCore

/// The rows of a query as JSON, and the board that they are of.
struct BoardRows: Sendable {
  let tag: BoardTag
  let count: Int
  /// With a comma between each two.
  let bytes: [UInt8]

  /// The whole answer.
  func enveloped(asof: Timestamp) -> [UInt8] {
    let envelope = Envelope.board(rowCount: count, asof: asof)
    var all: [UInt8] = []
    all.reserveCapacity(bytes.count + 200)
    all += envelope.head.utf8
    all += bytes
    all += envelope.tail.utf8
    all.append(0x0a)
    return all
  }
}

extension Envelope {
  /// That of `latest`, around its rows (spec: tickets.md, "The board").
  static func board(rowCount: Int, asof: Timestamp) -> Envelope {
    Envelope(JSONValue.board(rows: [], asof: asof).replacing("row_count", by: .integer(rowCount)), list: "rows")
  }
}

/// A part of the id.
struct IDTest: EntryTest {
  private let ids: [IDPattern]

  init(_ ids: [IDPattern]) { self.ids = ids }

  @inline(__always)
  func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool {
    let key = entry.key
    guard key.isText else { return ids.contains { $0.matches(high: key.high, low: key.low) } }
    return board.texts.withBytes(of: UInt32(key.low)) { text in ids.contains { $0.text.matches(text) } }
  }
}

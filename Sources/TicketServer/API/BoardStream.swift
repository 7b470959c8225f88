import Synchronization
import TicketCore

/// The envelope of `latest`, its rows made while they are sent: what it keeps of each is its ordinal.
final class BoardStream: BodyStream {
  /// Rows made at a time.
  private static let portion = 128

  private struct State {
    var sent = 0
    var isStarted = false
    var isEnded = false
  }

  private let board: any LiveBoard
  private let generation: UInt64
  private let ordinals: [Int]
  private let first: [Ticket]
  private let envelope: Envelope
  private let state = Mutex(State())

  init(_ query: BoardQuery, of board: any LiveBoard, asof: Timestamp) {
    self.board = board
    (ordinals, generation, first) = board.withBoard { board in
      let ordinals = board.ordinals(query)
      return (ordinals, board.generation, ordinals.prefix(Self.portion).map { board.ticket(at: $0) })
    }
    envelope = Envelope(
      JSONValue.board(rows: [], asof: asof).replacing("row_count", by: .integer(ordinals.count)), list: "rows")
  }

  /// Whether all of it may as well be made at once.
  var isShort: Bool { ordinals.count <= Self.portion }

  /// All of a short one: its rows are of one moment.
  func whole() -> [UInt8] {
    Array(envelope.head.utf8) + rows(of: first, isFirst: true) + Array(envelope.tail.utf8) + [0x0a]
  }

  func next() -> BodyPiece {
    state.withLock { state in
      if !state.isStarted {
        state.isStarted = true
        state.sent = first.count
        return .bytes(Array(envelope.head.utf8) + rows(of: first, isFirst: true))
      }
      if state.isEnded { return .end }
      let portion = ordinals[state.sent...].prefix(Self.portion)
      guard !portion.isEmpty else {
        state.isEnded = true
        return .bytes(Array(envelope.tail.utf8) + [0x0a])
      }
      state.sent += portion.count
      guard let tickets = tickets(at: portion) else { return .broken }
      return .bytes(rows(of: tickets, isFirst: false))
    }
  }

  /// nil when the board was made anew meanwhile: its ordinals are others.
  private func tickets(at ordinals: ArraySlice<Int>) -> [Ticket]? {
    board.withBoard { board in
      board.generation == generation ? ordinals.map { board.ticket(at: $0) } : nil
    }
  }

  private func rows(of tickets: [Ticket], isFirst: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, ticket) in tickets.enumerated() {
      if !isFirst || index > 0 { bytes.append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: " ")]) }
      bytes.append(contentsOf: JSONWriter.line(BoardRow(ticket: ticket, records: board.history(of: ticket)).json))
    }
    return bytes
  }
}

import Synchronization
import TicketCore

/// The envelope of `latest`, its rows made while they are sent: what it keeps of each is its ordinal at most.
final class BoardStream: BodyStream {
  /// Rows made at a time.
  private static let portion = 128

  private struct State {
    var sent = 0
    var isStarted = false
    var isEnded = false
  }

  private let board: any LiveBoard
  private let tag: BoardTag
  private let ordinals: Selection
  private let first: [Ticket]
  private let envelope: Envelope
  private let state = Mutex(State())

  init(_ query: BoardQuery, of board: any LiveBoard, asof: Timestamp) {
    self.board = board
    (ordinals, tag, first) = board.withBoard { board in
      let ordinals = Selection(query, of: board)
      return (ordinals, BoardTag(board), ordinals.part(from: 0, Self.portion).map { board.ticket(at: $0) })
    }
    envelope = .board(rowCount: ordinals.count, asof: asof)
  }

  /// All rows where they are few, of one moment; nil where they are many.
  var shortRows: BoardRows? {
    guard ordinals.count <= Self.portion else { return nil }
    return BoardRows(tag: tag, count: ordinals.count, bytes: rows(of: first, isFirst: true))
  }

  func next() -> BodyPiece {
    state.withLock { state in
      if !state.isStarted {
        state.isStarted = true
        state.sent = first.count
        return .bytes(Array(envelope.head.utf8) + rows(of: first, isFirst: true))
      }
      if state.isEnded { return .end }
      let portion = ordinals.part(from: state.sent, Self.portion)
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
  private func tickets(at ordinals: [Int]) -> [Ticket]? {
    board.withBoard { board in
      board.generation == tag.generation ? ordinals.map { board.ticket(at: $0) } : nil
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

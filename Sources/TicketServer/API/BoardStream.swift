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
  private let records: any TicketRecords
  private let tag: BoardTag
  private let ordinals: Selection
  /// The first portion, which is made before anything is sent.
  private let first: [UInt8]
  private let envelope: Envelope
  private let state = Mutex(State())

  /// Throws what the records of the first rows are not to be had for.
  init(_ query: BoardQuery, of board: any LiveBoard, asof: Timestamp) throws(TicketServiceError) {
    self.board = board
    let tickets: [Ticket]
    (ordinals, tag, tickets, records) = board.withRecords { board, records in
      let ordinals = Selection(query, of: board)
      return (ordinals, BoardTag(board), ordinals.part(from: 0, Self.portion).map { board.ticket(at: $0) }, records)
    }
    first = try Self.rows(of: tickets, records, isFirst: true)
    envelope = .board(rowCount: ordinals.count, asof: asof)
  }

  /// All rows where they are few, of one moment; nil where they are many.
  var shortRows: BoardRows? {
    guard ordinals.count <= Self.portion else { return nil }
    return BoardRows(tag: tag, count: ordinals.count, bytes: first)
  }

  func next() -> BodyPiece {
    state.withLock { state in
      if !state.isStarted {
        state.isStarted = true
        state.sent = min(Self.portion, ordinals.count)
        return .bytes(Array(envelope.head.utf8) + first)
      }
      if state.isEnded { return .end }
      let portion = ordinals.part(from: state.sent, Self.portion)
      guard !portion.isEmpty else {
        state.isEnded = true
        return .bytes(Array(envelope.tail.utf8) + [0x0a])
      }
      state.sent += portion.count
      guard let tickets = tickets(at: portion), let bytes = try? Self.rows(of: tickets, records, isFirst: false) else {
        return .broken
      }
      return .bytes(bytes)
    }
  }

  /// nil when the board was made anew meanwhile: its ordinals are others.
  private func tickets(at ordinals: [Int]) -> [Ticket]? {
    board.withBoard { board in
      board.generation == tag.generation ? ordinals.map { board.ticket(at: $0) } : nil
    }
  }

  private static func rows(
    of tickets: [Ticket], _ records: any TicketRecords, isFirst: Bool
  ) throws(TicketServiceError) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, ticket) in tickets.enumerated() {
      if !isFirst || index > 0 { bytes.append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: " ")]) }
      let row = BoardRow(ticket: ticket, records: try records.requireHistory(of: ticket))
      bytes.append(contentsOf: JSONWriter.line(row.json))
    }
    return bytes
  }
}

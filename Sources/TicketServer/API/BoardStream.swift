import Synchronization
import TicketCore

/// The envelope of `latest`, its rows made while they are sent: what it keeps of each is its ordinal at most.
final class BoardStream: BodyStream {
  /// Rows made at a time, and the bytes behind which no other is begun: a row has any length.
  private static let portion = 128
  private static let portionSize = 256 << 10

  private struct Portion {
    var bytes: [UInt8] = []
    var count = 0
  }

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
  private let first: Portion
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

  /// All rows where they are few and short, of one moment; nil where they are many.
  var shortRows: BoardRows? {
    guard first.count == ordinals.count else { return nil }
    return BoardRows(tag: tag, count: first.count, bytes: first.bytes)
  }

  func next() -> BodyPiece {
    state.withLock { state in
      if !state.isStarted {
        state.isStarted = true
        state.sent = first.count
        return .bytes(Array(envelope.head.utf8) + first.bytes)
      }
      if state.isEnded { return .end }
      let portion = ordinals.part(from: state.sent, Self.portion)
      guard !portion.isEmpty else {
        state.isEnded = true
        return .bytes(Array(envelope.tail.utf8) + [0x0a])
      }
      guard let tickets = tickets(at: portion), let rows = try? Self.rows(of: tickets, records, isFirst: false) else {
        return .broken
      }
      state.sent += rows.count
      return .bytes(rows.bytes)
    }
  }

  /// nil when the board was made anew meanwhile: its ordinals are others.
  private func tickets(at ordinals: [Int]) -> [Ticket]? {
    board.withBoard { board in
      board.generation == tag.generation ? ordinals.map { board.ticket(at: $0) } : nil
    }
  }

  /// The rows of the first tickets, as many as make a portion.
  private static func rows(
    of tickets: [Ticket], _ records: any TicketRecords, isFirst: Bool
  ) throws(TicketServiceError) -> Portion {
    var rows = Portion()
    for ticket in tickets where rows.bytes.count < portionSize {
      if !isFirst || rows.count > 0 { rows.bytes += ", ".utf8 }
      let row = BoardRow(ticket: ticket, records: try records.requireHistory(of: ticket))
      rows.bytes += JSONWriter.line(row.json)
      rows.count += 1
    }
    return rows
  }
}

@testable import TicketCore

extension PlainBoard.Row {
  /// The same of a board's ticket.
  init(_ board: TicketsBoard, at ordinal: Int) {
    let ticket = board.ticket(at: ordinal)
    id = Array(ticket.id.description.utf8)
    type = Array(ticket.type.text.utf8)
    mode = ticket.mode.map { Array($0.utf8) }
    requestedAt = ticket.requestedAt?.microseconds
    trace = board.trace(at: ordinal).map { Array($0.utf8) }
    status = ticket.status
    processor = ticket.processor.map { Array($0.utf8) }
    lastAt = ticket.lastAt?.microseconds
    request = ticket.request
    consumed = ticket.consumed
    completed = ticket.completed
  }
}

extension PlainBoard {
  /// Throws where a board is not this one.
  func check(_ board: TicketsBoard, _ way: String) throws(Finding) {
    let rows = (0..<board.count).map { Row(board, at: $0) }
    for (row, own) in zip(rows, self.rows) { try Finding.unlessSame(row, own, way) }
    try Finding.unlessSame(rows.count, self.rows.count, "\(way), tickets")
    for (ordinal, row) in rows.enumerated() {
      let found = Ticket.ID(String(decoding: row.id, as: UTF8.self)).flatMap { board.ordinal(of: $0) }
      try Finding.unlessSame(found, ordinal, "\(way), the ordinal of an id")
    }
    for status in TicketStatus.allCases {
      try Finding.unlessSame(board.count(status), self.rows.count { $0.status == status }, "\(way), \(status)")
    }
    for file in LogFile.allCases {
      let told = board.problems(file)
      try Finding.unlessSame(told.map(\.place), told.map(\.place).sorted { $0.offset < $1.offset }, "\(way), in order")
      try Finding.unlessSame(told.count, board.problemCount(file), "\(way), number of problems")
      try Finding.unlessSame(
        Dictionary(told.map { ($0.place, Self.coarse($0.reason)) }) { first, _ in first },
        (problems[file] ?? [:]).mapValues(Self.coarse), "\(way), problems of \(file.rawValue)")
    }
  }

  /// Which of its faults a text that is no JSON is blamed for is nobody's promise.
  private static func coarse(_ reason: Problem.Reason) -> Problem.Reason {
    switch reason {
    case .notJSON, .invalidUTF8, .nulByte, .duplicateKey, .tooDeep: .notJSON
    case .notAnObject, .lineTooLong, .unknownSchema, .missingRequestID, .unknownStatus, .salvaged, .duplicateRequest,
      .illegalStep, .orphan:
      reason
    }
  }
}

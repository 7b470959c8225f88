import TicketCore

/// Whether the logs can be written, as far as the last attempt tells (spec: tickets.md, "What a writer does").
extension ConsoleState {
  /// An append failed: that is said until one succeeds.
  mutating func noteFailure(_ error: TicketServiceError) {
    if error.isFailedWrite { writeFailure = error }
  }

  mutating func noteSuccess() { writeFailure = nil }
}

extension TicketServiceError {
  /// Whether it is the folder, the disk or the guard that kept a record from being written, and not the record itself.
  fileprivate var isFailedWrite: Bool {
    switch code {
    case .unwritable, .diskFull, .durabilityUnknown, .busy, .unreachable, .answerLost, .unauthorized: true
    case .notFound, .conflict, .lockLost, .unreadable, .changing, .tooLarge, .refused: false
    }
  }
}

import TicketCore

extension TicketServiceError {
  /// What the program ends with after this.
  var exitCode: ExitCode {
    switch code {
    case .notFound: .noSuchTicket
    case .conflict: .conflict
    case .lockLost: .locked
    case .tooLarge: .wrongWords
    case .busy, .unreadable, .changing, .unwritable, .diskFull, .durabilityUnknown, .unreachable, .answerLost,
      .unauthorized, .untrusted, .refused:
      .failed
    }
  }
}

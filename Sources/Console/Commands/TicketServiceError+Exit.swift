import Glibc
import TicketCore

extension TicketServiceError {
  /// What the program ends with after this.
  var exitCode: ExitCode {
    switch code {
    case .notFound: .noSuchTicket
    case .conflict: .conflict
    case .lockLost: .locked
    case .tooLarge: .wrongWords
    case .busy, .unreadable, .unwritable, .diskFull, .durabilityUnknown, .unreachable, .answerLost, .unauthorized,
      .refused:
      .failed
    }
  }

  /// What happened, and what the system says about it. Holds foreign text: sanitise before showing it.
  func explanation(in language: Language) -> String { withReason(sentence(in: language), errno) }
}

extension WorkerLockError {
  /// What happened, and what the system says about it. Holds foreign text: sanitise before showing it.
  func explanation(in language: Language, now: Timestamp) -> String {
    withReason(sentence(in: language, now: now), errno)
  }
}

/// The sentence with what the system says before its full stop.
private func withReason(_ sentence: String, _ number: CInt?) -> String {
  let reason = systemReason(number)
  guard !reason.isEmpty, sentence.hasSuffix(".") else { return sentence + reason }
  return sentence.dropLast() + reason + "."
}

/// ` (No space left on device)`; nothing without a number.
func systemReason(_ number: CInt?) -> String {
  guard let number, number != 0, let text = strerror(number) else { return "" }
  return " (\(String(cString: text)))"
}

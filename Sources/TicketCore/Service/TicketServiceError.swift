/// Why the service could not do what was asked.
public struct TicketServiceError: Error, Hashable, Sendable {
  /// What went wrong, to switch on.
  public enum Code: Hashable, Sendable {
    /// No ticket has this id.
    case notFound
    /// The ticket is not in the state that the step needs; nothing was written, or a foreign writer was faster and what was
    /// written counts for nothing.
    case conflict(current: TicketStatus)
    /// The worker's lock is not its own any more; nothing was written.
    case lockLost
    /// Another process holds the guard of the state folder; nothing was written.
    case busy
    /// A log, or the worker's lock, cannot be read.
    case unreadable
    /// A log became another each time that records were read of it.
    case changing
    /// The record could not be written whole; nothing is acknowledged.
    case unwritable
    /// The disk, the quota or the file size limit is full; nothing is acknowledged.
    case diskFull
    /// The record was written, but whether it counts, and would survive a power cut, is unknown; it is not acknowledged.
    case durabilityUnknown
    /// The record is over 1 MiB; over an API, the request is larger than the server takes.
    case tooLarge
    /// The server is not there, or not able to answer; nothing was written.
    case unreachable
    /// The request reached the server, its answer did not reach us: it may have been written or not.
    case answerLost
    /// The server wants a token, or another one; nothing was written.
    case unauthorized
    /// A stranger may have put the server's socket where it is, so it was not told the token; nothing was written.
    case untrusted
    /// The server refuses the request as it is; nothing was written.
    case refused
  }

  /// What went wrong.
  public let code: Code
  /// What the code is about: an id, a path, the holder of the guard, a server and what it said. Foreign text: sanitise
  /// before showing it.
  public let context: String
  /// The C error, where a system call failed.
  public let errno: CInt?

  /// An error with what it is about.
  public init(_ code: Code, context: String, errno: CInt? = nil) {
    self.code = code
    self.context = context
    self.errno = errno
  }

  /// What happened, and what the system says about it, as a sentence. Holds `context`: sanitise it before showing it.
  public func sentence(in language: Language) -> String {
    let said =
      switch code {
      case .notFound: language.pick("There is no ticket \(context).", "없는 티켓입니다: \(context)")
      case .conflict(let current):
        language.pick(
          "Ticket \(context) is \(current.rawValue); this step is not possible.",
          "티켓 \(context)의 상태가 \(current.rawValue)이므로 할 수 없습니다.")
      case .lockLost:
        language.pick("The worker lock is not ours any more; nothing was written.", "워커 락을 잃어 기록하지 않았습니다.")
      case .busy:
        language.pick(
          "The state folder is held by \(context); try again.", "\(context): 상태 폴더를 잡고 있습니다. 다시 시도하세요.")
      case .unreadable: language.pick("\(context) cannot be read.", "\(context): 읽을 수 없습니다.")
      case .changing:
        language.pick(
          "\(context) keeps becoming another log while it is read; try again.",
          "\(context): 읽는 동안 다른 로그로 계속 바뀌고 있습니다. 다시 시도하세요.")
      case .unwritable: language.pick("\(context) could not be written.", "\(context)에 쓰지 못했습니다.")
      case .diskFull:
        language.pick("No space left to write \(context).", "공간이 부족하여 \(context)에 쓰지 못했습니다.")
      case .durabilityUnknown:
        language.pick(
          "\(context) was written, but it is not certain that the record lasts: durability unknown.",
          "\(context)에 썼으나 기록이 남을지 확실하지 않습니다: 보존 여부를 알 수 없습니다.")
      case .tooLarge: language.pick("The record is too large.", "기록이 너무 큽니다.")
      case .unreachable: language.pick("The server is not available: \(context).", "서버를 사용할 수 없습니다: \(context).")
      case .answerLost:
        language.pick(
          "The server's answer was lost, so whether it was done is unknown: \(context).",
          "서버의 응답을 받지 못해 처리 여부를 알 수 없습니다: \(context).")
      case .unauthorized:
        language.pick("The server asks for its token: \(context).", "서버가 토큰을 요구합니다: \(context).")
      case .untrusted:
        language.pick(
          "The server is not told the token, for a stranger may have put its socket there: \(context).",
          "다른 사용자가 둔 소켓일 수 있어 서버에 토큰을 보내지 않았습니다: \(context).")
      case .refused: language.pick("The server refused it: \(context).", "서버가 거절했습니다: \(context).")
      }
    return SystemReason.put(into: said, errno)
  }
}

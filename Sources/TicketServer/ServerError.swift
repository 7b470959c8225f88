public import TicketCore

/// Why the server could not be started.
public struct ServerError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Code: Hashable, Sendable {
    /// The host of the address is not known.
    case unknownHost
    /// Others could reach this address, and there is no token.
    case needsToken
    /// Another server answers there.
    case inUse
    /// It cannot be listened there.
    case unusable
    /// The process may have too few descriptors for any connection.
    case tooFewDescriptors
    /// The system has no thread or memory left.
    case exhausted
    /// The machine lacks libmicrohttpd.
    case noLibrary
  }

  /// What went wrong.
  public let code: Code
  /// The address. Foreign text: sanitise before showing it.
  public let context: String
  /// The system's number, where it gave one.
  public let errno: CInt?

  init(_ code: Code, context: String, errno: CInt? = nil) {
    self.code = code
    self.context = context
    self.errno = errno
  }

  /// What happened, as a sentence. Holds `context`, so sanitise it before showing it.
  public func sentence(in language: Language) -> String {
    switch code {
    case .unknownHost: language.pick("\(context) names no known host.", "\(context)의 호스트를 찾을 수 없습니다.")
    case .needsToken:
      language.pick(
        "\(context) can be reached by others: it needs a token (--token-file).",
        "\(context): 외부에서 접근할 수 있으므로 토큰이 필요합니다 (--token-file).")
    case .inUse: language.pick("Another server listens at \(context).", "다른 서버가 \(context)에서 듣고 있습니다.")
    case .unusable: language.pick("The server cannot listen at \(context).", "서버가 \(context)에서 들을 수 없습니다.")
    case .tooFewDescriptors:
      language.pick(
        "The server at \(context) needs \(ConnectionRoom.fewestDescriptors) open files (ulimit -n).",
        "\(context): 서버에는 열린 파일이 \(ConnectionRoom.fewestDescriptors)개 이상 필요합니다 (ulimit -n).")
    case .exhausted:
      language.pick("The system has no room for the server at \(context).", "시스템 자원이 부족하여 \(context)에서 시작할 수 없습니다.")
    case .noLibrary:
      language.pick(
        "The server needs libmicrohttpd, which is not here: apt-get install libmicrohttpd12.",
        "서버에 필요한 libmicrohttpd가 없습니다: apt-get install libmicrohttpd12.")
    }
  }
}

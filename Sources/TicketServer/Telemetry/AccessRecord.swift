/// One answered request, for the access log. Its texts are foreign: sanitise them before showing them.
public struct AccessRecord: Hashable, Sendable {
  /// The caller's address; `local` by a Unix socket.
  public let peer: String
  /// As it was sent.
  public let method: String
  /// The path as it was sent, without its query.
  public let path: String
  /// What was answered.
  public let status: Int
  /// From the whole request to its answer.
  public let duration: Duration

  init(_ head: RequestHead, _ status: Status, _ duration: Duration) {
    peer = head.peer
    method = head.method.word
    path = String(head.rawTarget.prefix { $0 != "?" })
    self.status = status.rawValue
    self.duration = duration
  }
}

/// A page of metrics at `/metrics`, for a program that serves nothing else.
///
/// It is kept as the API is: slow or broken callers are cut, and on an address of this machine alone `Host` and `Origin`
/// must be its own. Elsewhere everybody in the network may read it, by whatever name. Served while this lives.
public final class MetricsServer: Sendable {
  private let daemon: Daemon
  private let file: SocketFile?

  /// `text` is asked for at each call, on the connection's thread.
  public init(at listener: Listener, text: @escaping @Sendable () -> String) throws(ServerError) {
    let room = try ConnectionRoom.ofThisProcess(most: 32, for: listener)
    let socket = try ListeningSocket.open(listener)
    let names = socket.isLocal ? ServerNames(of: socket.listener) : .any
    let page = MetricsPage(rules: AccessRules(names: names), text: text)
    daemon = Daemon(Transport(site: page), room: room)
    file = socket.file
    try socket.serve(by: daemon)
  }

  deinit {
    file?.remove()
    daemon.stop(patience: .zero)
  }
}

/// The site that has nothing but metrics.
private final class MetricsPage: Site {
  let rules: AccessRules
  private let text: @Sendable () -> String

  init(rules: AccessRules, text: @escaping @Sendable () -> String) {
    self.rules = rules
    self.text = text
  }

  func admit(_ head: RequestHead) -> Admission {
    if let refusal = rules.refusal(of: head) { return .answer(refusal, of: nil) }
    guard let target = RequestTarget(head.rawTarget), target.path == ["metrics"] else {
      return .answer(Response(.notFound, failure: "See /metrics."), of: nil)
    }
    return .judging(head, of: .metrics, target)
  }

  func answer(_ call: Call, _ request: Request) -> Response { .metrics(text()) }

  func note(_ call: Call?, _ status: Status, in duration: Duration) {}

  func endStreams() {}
}

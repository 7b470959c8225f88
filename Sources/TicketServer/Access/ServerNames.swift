/// What a listener may be called in a `Host` header: exactly these, so that no foreign name leads to it.
struct ServerNames: Hashable, Sendable {
  /// Every name, for what all may read who reach it.
  static let any = ServerNames(hosts: nil)

  /// nil for every name.
  private let hosts: Set<String>?

  private init(hosts: Set<String>?) { self.hosts = hosts }

  /// `addresses` are those that a listener on all of them can be reached by.
  init(of listener: Listener, addresses: [String] = []) {
    switch listener {
    case .unix:
      hosts = ["localhost"]
    case .tcp(let host, let port):
      let loopback = ["127.0.0.1", "localhost", "::1"]
      let names = Self.isWildcard(host) ? loopback + addresses : loopback.contains(host) ? loopback : [host]
      let written = names.map { ($0.contains(":") ? "[\($0)]" : $0).lowercased() }
      hosts = Set(written.map { "\($0):\(port)" } + (port == 80 ? written : []))
    }
  }

  func contains(_ host: String) -> Bool { hosts?.contains(host.lowercased()) ?? true }

  /// Whether an `Origin` is the server itself; one that has every name knows none of its own.
  func isOwn(_ origin: String) -> Bool {
    let scheme = "http://"
    return hosts != nil && origin.lowercased().hasPrefix(scheme) && contains(String(origin.dropFirst(scheme.count)))
  }

  static func isWildcard(_ host: String) -> Bool { host == "0.0.0.0" || host == "::" }
}

/// Where the server listens (spec: api.md).
public enum Listener: Hashable, Sendable {
  /// A port 0 takes any free one. `host` is an address or a name, an IPv6 address without its brackets.
  case tcp(host: String, port: UInt16)
  /// A socket of mode 0600 at a path.
  case unix(path: String)

  /// `127.0.0.1:8000`.
  public static let standard = Listener.tcp(host: "127.0.0.1", port: 8000)

  /// The longest path that the address of a Unix socket holds.
  static let longestSocketPath = 107

  /// Reads `HOST:PORT`, `[::1]:PORT` or `unix:PATH`; nothing for anything else.
  public init?(_ text: String) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst("unix:".count))
      guard !path.isEmpty, path.utf8.count <= Self.longestSocketPath, !path.utf8.contains(0) else { return nil }
      self = .unix(path: path)
      return
    }
    guard let colon = text.lastIndex(of: ":") else { return nil }
    var host = String(text[..<colon])
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else {
      return nil
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
      guard host.contains(":") else { return nil }
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, !host.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7f }) else { return nil }
    self = .tcp(host: host, port: port)
  }
}

extension Listener: CustomStringConvertible {
  /// As clients are told it: `http://127.0.0.1:8000`, `unix:PATH`.
  public var description: String {
    switch self {
    case .tcp(let host, let port): "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}

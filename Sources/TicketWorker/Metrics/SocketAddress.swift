import Glibc

/// A numeric IPv4 or IPv6 address and a port: `127.0.0.1:9090`, `[::1]:9090`.
struct SocketAddress: Hashable {
  let text: String
  private let host: String
  private let port: UInt16

  /// Nothing, if `text` is neither.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard digits.first != "+", let port = UInt16(digits) else { return nil }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    self.text = text
    self.host = host
    self.port = port
    guard ipv4 != nil || (ipv6 != nil && text.hasPrefix("[")) else { return nil }
  }

  /// A socket that listens there, or the system's error number.
  func listen() -> Result<CInt, ListenError> {
    if var address = ipv4 { return Self.listen(AF_INET, &address) }
    if var address = ipv6 { return Self.listen(AF_INET6, &address) }
    return .failure(ListenError(errno: EADDRNOTAVAIL))
  }

  private var ipv4: sockaddr_in? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    return inet_pton(AF_INET, host, &address.sin_addr) == 1 ? address : nil
  }

  private var ipv6: sockaddr_in6? {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    return inet_pton(AF_INET6, host, &address.sin6_addr) == 1 ? address : nil
  }

  private static func listen<Address>(_ family: CInt, _ address: inout Address) -> Result<CInt, ListenError> {
    let file = socket(family, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { return .failure(ListenError(errno: errno)) }
    var on: CInt = 1
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<CInt>.size))
    let bound = withUnsafeBytes(of: &address) { bytes in
      bytes.baseAddress.map {
        bind(file, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      } ?? -1
    }
    if bound == 0, Glibc.listen(file, 16) == 0 { return .success(file) }
    defer { close(file) }
    return .failure(ListenError(errno: errno))
  }
}

/// Why nothing can listen at an address.
struct ListenError: Error, Hashable {
  let errno: CInt
}

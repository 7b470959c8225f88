import CMicroHTTPD
import Glibc

/// A socket that listens.
struct ListeningSocket {
  let number: CInt
  /// Where it listens in fact: a port 0 has become a real one.
  let listener: Listener
  /// Whether only this machine can reach it.
  let isLocal: Bool
  /// What a Unix socket is on disk.
  var file: SocketFile?

  private static let backlog: CInt = 512

  static func open(_ listener: Listener) throws(ServerError) -> ListeningSocket {
    switch listener {
    case .tcp(let host, let port): try openTCP(host, port, listener)
    case .unix(let path): try openUnix(path, listener)
    }
  }

  /// Has a daemon serve it, which closes it in the end; one that cannot be served is closed at once.
  func serve(by daemon: Daemon) throws(ServerError) {
    guard cm_load(), daemon.start(number) else {
      discard()
      throw ServerError(cm_load() ? .exhausted : .noLibrary, context: listener.description)
    }
  }

  /// Closes what nobody serves.
  func discard() {
    close(number)
    file?.remove()
  }

  // MARK: TCP

  private static func openTCP(_ host: String, _ port: UInt16, _ listener: Listener) throws(ServerError)
    -> ListeningSocket
  {
    var hints = addrinfo()
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let address = found else {
      throw ServerError(.unknownHost, context: listener.description)
    }
    defer { freeaddrinfo(found) }
    let info = address.pointee
    let number = socket(info.ai_family, info.ai_socktype | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { throw ServerError(.exhausted, context: listener.description, errno: errno) }
    var yes: CInt = 1
    setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
    guard bind(number, info.ai_addr, info.ai_addrlen) == 0, listen(number, backlog) == 0 else {
      let failure = errno
      close(number)
      throw ServerError(failure == EADDRINUSE ? .inUse : .unusable, context: listener.description, errno: failure)
    }
    return ListeningSocket(
      number: number, listener: .tcp(host: written(host), port: portOf(number) ?? port),
      isLocal: isLoopback(info.ai_addr))
  }

  /// An address as clients write it, 127.0.0.1 for 127.1; a name stays.
  private static func written(_ host: String) -> String {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &found) == 0, let address = found else { return host }
    defer { freeaddrinfo(found) }
    return PeerAddress.text(of: address.pointee.ai_addr)
  }

  private static func portOf(_ number: CInt) -> UInt16? {
    withSocketName(number) { address in
      switch CInt(address.pointee.sa_family) {
      case AF_INET:
        address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
      case AF_INET6:
        address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin6_port) }
      default: nil
      }
    }
  }

  private static func withSocketName<R>(_ number: CInt, _ body: (UnsafePointer<sockaddr>) -> R?) -> R? {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getsockname(number, address, &size) == 0 ? body(address) : nil
      }
    }
  }

  private static func isLoopback(_ address: UnsafePointer<sockaddr>) -> Bool {
    switch CInt(address.pointee.sa_family) {
    case AF_INET:
      address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt32(bigEndian: $0.pointee.sin_addr.s_addr) >> 24 == 127
      }
    case AF_INET6: PeerAddress.text(of: address) == "::1"
    default: false
    }
  }

  // MARK: Unix

  private static func openUnix(_ path: String, _ listener: Listener) throws(ServerError) -> ListeningSocket {
    let turn = SocketTurn(at: path)
    defer { turn.end() }
    try removeStale(path, listener)
    let number = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { throw ServerError(.exhausted, context: listener.description, errno: errno) }
    // Before it has a name, so that nobody ever finds it more open.
    fchmod(number, 0o600)
    guard withUnixAddress(path, { bind(number, $0, $1) }) == 0, listen(number, backlog) == 0 else {
      let failure = errno
      close(number)
      throw ServerError(failure == EADDRINUSE ? .inUse : .unusable, context: listener.description, errno: failure)
    }
    return ListeningSocket(number: number, listener: listener, isLocal: true, file: SocketFile(path))
  }

  /// Removes a socket that nobody answers on; anything else stays.
  private static func removeStale(_ path: String, _ listener: Listener) throws(ServerError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw ServerError(.unusable, context: listener.description, errno: ENOTSOCK)
    }
    // Who does not take us in does answer, for what we know: a full queue is nothing to wait for.
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let number = socket(AF_UNIX, CInt(kind), 0)
    defer { close(number) }
    guard withUnixAddress(path, { connect(number, $0, $1) }) != 0, errno == ECONNREFUSED else {
      throw ServerError(.inUse, context: listener.description)
    }
    unlink(path)
  }

  private static func withUnixAddress<R>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      room.copyBytes(from: path.utf8.prefix(Listener.longestSocketPath))
    }
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}

import Glibc
import Testing
import TicketCore

@testable import TicketServer

struct APIServerTests {
  private func server(_ listener: Listener) -> APIServer {
    let world = APIWorld()
    return APIServer(
      configuration: ServerConfiguration(listener: listener), service: world.service, board: world.service,
      lock: world.lock, clock: world.clock)
  }

  @Test func itListensFromStartToStop() throws {
    let first = server(.tcp(host: "127.0.0.1", port: 0))
    #expect(first.listener == nil)
    try first.start()
    guard case .tcp("127.0.0.1", let port)? = first.listener else { throw ServerError(.unusable, context: "") }
    #expect(port != 0)
    let second = server(.tcp(host: "127.0.0.1", port: port))
    #expect(try #require(throws: ServerError.self) { try second.start() }.code == .inUse)
    first.stop()
    first.stop()
    #expect(first.listener == nil)
    try second.start()
    second.stop()
  }

  @Test(arguments: [("127.1", "127.0.0.1"), ("0x7f000001", "127.0.0.1"), ("0:0::1", "::1"), ("localhost", "localhost")])
  func anAddressIsToldAsClientsWriteIt(_ host: String, _ written: String) throws {
    let server = server(.tcp(host: host, port: 0))
    try server.start()
    defer { server.stop() }
    guard case .tcp(let host, _)? = server.listener else { throw ServerError(.unusable, context: "") }
    #expect(host == written)
  }

  @Test(arguments: ["0.0.0.0", "::", "0"]) func whereOthersCanReachItItNeedsAToken(_ host: String) {
    let server = server(.tcp(host: host, port: 0))
    #expect(throws: ServerError.self) { try server.start() }
    #expect(server.listener == nil)
  }

  @Test func itsSocketIsItsOwnersAndGoesWithIt() throws {
    let path = "/tmp/tickets-api-\(getpid()).sock"
    let server = server(.unix(path: path))
    try server.start()
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try #require(throws: ServerError.self) { try self.server(.unix(path: path)).start() }.code == .inUse)
    server.stop()
    #expect(stat(path, &status) != 0)
  }

  @Test func nobodyTakesASocketThatAnotherIsAboutToListenAt() throws {
    let path = "/tmp/tickets-api-\(getpid())-c/api.sock"
    let folder = String(path.dropLast("/api.sock".count))
    mkdir(folder, 0o700)
    defer { rmdir(folder) }
    let turn = SocketTurn(at: path)
    let other = SocketTurn(at: path, patience: .zero)
    #expect(turn.isOurs && !other.isOurs)
    other.end()
    turn.end()
    let server = server(.unix(path: path))
    try server.start()
    let next = SocketTurn(at: path, patience: .zero)
    #expect(next.isOurs)
    next.end()
    server.stop()
  }

  @Test(.timeLimit(.minutes(1))) func aServerThatTakesNobodyInIsNotWaitedFor() throws {
    let path = "/tmp/tickets-api-\(getpid())-d.sock"
    defer { unlink(path) }
    var sockets = [try self.socket(at: path) { bind($0, $1, $2) == 0 && listen($0, 0) == 0 }]
    defer { sockets.forEach { close($0) } }
    // Its queue is full when it takes no more.
    while true {
      var isTaken = false
      sockets.append(
        try self.socket(at: path) {
          isTaken = connect($0, $1, $2) == 0; return true
        })
      if !isTaken { break }
    }
    #expect(try #require(throws: ServerError.self) { try server(.unix(path: path)).start() }.code == .inUse)
  }

  private func socket(at path: String, _ use: (CInt, UnsafePointer<sockaddr>, socklen_t) -> Bool) throws -> CInt {
    let number = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isUsed = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard isUsed else { throw ServerError(.unusable, context: path, errno: errno) }
    return number
  }

  @Test func theSocketOfAnotherServerStaysWhenItEnds() throws {
    let path = "/tmp/tickets-api-\(getpid())-b.sock"
    let (first, second) = (server(.unix(path: path)), server(.unix(path: path)))
    try first.start()
    unlink(path)
    try second.start()
    first.stop()
    var status = stat()
    #expect(stat(path, &status) == 0)
    second.stop()
    #expect(stat(path, &status) != 0)
  }
}

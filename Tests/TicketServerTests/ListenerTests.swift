import Testing

@testable import TicketServer

struct ListenerTests {
  @Test(
    arguments: [
      ("127.0.0.1:8000", .standard), ("[::1]:0", .tcp(host: "::1", port: 0)),
      ("box:65535", .tcp(host: "box", port: 65_535)),
      ("unix:/tmp/s", .unix(path: "/tmp/s")), ("8000", nil), (":8000", nil), ("::1:8000", nil), ("[box]:1", nil),
      ("box:65536", nil), ("box:", nil), ("box:+1", nil), ("unix:", nil), ("a b:1", nil),
    ] as [(String, Listener?)])
  func addressesAreRead(_ text: String, _ listener: Listener?) {
    #expect(Listener(text) == listener)
  }

  @Test func aSocketPathHasAtMost107Bytes() {
    #expect(Listener("unix:" + String(repeating: "a", count: 107)) != nil)
    #expect(Listener("unix:" + String(repeating: "a", count: 108)) == nil)
  }
}

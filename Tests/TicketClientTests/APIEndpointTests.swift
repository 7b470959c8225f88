import Testing

@testable import TicketClient

@Suite("Where an API listens")
struct APIEndpointTests {
  @Test(arguments: [
    ("http://127.0.0.1:8000", "http://127.0.0.1:8000"), ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
    ("http://localhost", "http://localhost"), ("https://api.example.org:443", "https://api.example.org:443"),
    ("http://[::1]:8000", "http://[::1]:8000"),
  ])
  func takesServers(text: String, base: String) throws {
    let endpoint = try #require(APIEndpoint(text))
    #expect(endpoint.base == base)
    #expect(endpoint.socketPath == nil)
    #expect(endpoint.description == text)
  }

  @Test func takesSockets() throws {
    let endpoint = try #require(APIEndpoint("unix:/run/tickets.sock"))
    #expect(endpoint.socketPath == "/run/tickets.sock")
    #expect(endpoint.base == "http://localhost")
  }

  @Test(arguments: [
    "", "127.0.0.1:8000", "ftp://a", "http://", "http://:80", "http://a:0", "http://a:65536", "http://a:8o",
    "http://a:",
    "http://a/b", "http://a?b", "http://u@a", "http://a b", "http://[::1", "http://[]:1", "http://a\r\nX: y", "unix:",
    "unix:" + String(repeating: "x", count: 108), "unix:a\0b",
  ])
  func takesNothingElse(text: String) { #expect(APIEndpoint(text) == nil) }
}

import Testing

@testable import TicketServer

struct RequestTargetTests {
  @Test(arguments: [
    ("/", [""]), ("/healthz", ["healthz"]), ("/api/tickets/", ["api", "tickets", ""]),
    ("/api/tickets/a%2Fb%20%EA%B0%80", ["api", "tickets", "a/b 가"]), ("/a+b", ["a+b"]), ("/%25", ["%"]),
    ("/../x", ["..", "x"]), ("/%00", ["\0"]),
  ])
  func pathsAreDecodedPartByPart(_ text: String, _ path: [String]) {
    #expect(RequestTarget(text)?.path == path)
  }

  @Test(arguments: ["", "x", "*", "http://host/", "/%", "/%4", "/%zz", "/%ff", "/a?x=%", "/a?%ff=1"])
  func whatIsNoPathIsRefused(_ text: String) {
    #expect(RequestTarget(text) == nil)
  }

  @Test func bytesThatAreNoTextAreRefusedAsTheirEscapesAre() {
    #expect(PercentCoding.escaped("/a%20?b".utf8) == "/a%20?b")
    #expect(RequestTarget(PercentCoding.escaped("/가".utf8))?.path == ["가"])
    #expect(PercentCoding.escaped([0x2f, 0xff]) == "/%FF" && RequestTarget("/%FF") == nil)
  }

  @Test func queriesAreDecodedAndEmptyValuesAreNone() {
    let target = RequestTarget("/x?a=1&b=%EA%B0%80+c&a=2&d&e=&&f=%2B?")
    #expect(target?.values("a") == ["1", "2"])
    #expect(target?.values("b") == ["가 c"])
    #expect(target?.values("d") == [] && target?.values("e") == [])
    #expect(target?.values("f") == ["+?"])
  }
}

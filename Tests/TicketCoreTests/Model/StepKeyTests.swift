import Testing
import TicketCore

@Suite("What names an attempt at a step")
struct StepKeyTests {
  private let ticket = Ticket.ID.text("a")

  @Test(arguments: ["k", "!~", String(repeating: "x", count: 255)]) func isAnyVisibleASCII(text: String) {
    #expect(StepKey(text)?.description == text)
  }

  @Test(arguments: ["", " ", "a b", "a\n", "\u{7f}", "키", String(repeating: "x", count: 256)])
  func isNothingElse(text: String) { #expect(StepKey(text) == nil) }

  @Test func makesTheSameRecordIDInEveryProcess() throws {
    let key = try #require(StepKey("k"))
    #expect(key.resultID(of: ticket, .done).description == "0ea94804-72a5-46a6-823d-79ed7a6fc422")
  }

  @Test func makesAnotherForEachTicketStepAndKey() throws {
    let keys = [try #require(StepKey("k")), try #require(StepKey("l")), .random(), .random()]
    let ids = keys.flatMap { key in
      [ticket, .text("b")].flatMap { ticket in
        [TicketStatus.inProgress, .done].map { key.resultID(of: ticket, $0) }
      }
    }
    #expect(Set(ids).count == 16)
  }

  @Test func makesRandomUUIDsToLookAt() throws {
    let id = StepKey.random().resultID(of: ticket, .done).description.utf8.map { $0 }
    #expect(id.count == 36 && id[14] == UInt8(ascii: "4") && Array("89ab".utf8).contains(id[19]))
  }
}

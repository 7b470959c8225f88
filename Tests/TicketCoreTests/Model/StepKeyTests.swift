import Testing
import TicketCore

@Suite("What names an attempt at a step")
struct StepKeyTests {
  private static let steps: [TicketStep] = [
    .consume(by: "p"), .consume(by: "q"), .complete(.done, message: "", by: "p"),
    .complete(.failed, message: "", by: "p"),
    .complete(.done, message: "m", by: "p"), .complete(.done, message: "", by: "p", artifacts: ["m"]),
  ]
  private let ticket = Ticket.ID.text("a")

  @Test(arguments: ["k", "!~", String(repeating: "x", count: 255)]) func isAnyVisibleASCII(text: String) {
    #expect(StepKey(text)?.description == text)
  }

  @Test(arguments: ["", " ", "a b", "a\n", "\u{7f}", "키", String(repeating: "x", count: 256)])
  func isNothingElse(text: String) { #expect(StepKey(text) == nil) }

  @Test func makesTheSameRecordIDInEveryProcess() throws {
    let key = try #require(StepKey("k"))
    #expect(key.resultID(of: ticket, .consume(by: "p")).description == "3016b009-de01-44f9-b087-55eae84799b2")
  }

  @Test func makesAnotherForEachTicketStepAndKey() throws {
    let keys = [try #require(StepKey("k")), try #require(StepKey("l")), .random(), .random()]
    let ids = keys.flatMap { key in
      [ticket, .text("b")].flatMap { ticket in
        Self.steps.map { key.resultID(of: ticket, $0) }
      }
    }
    #expect(Set(ids).count == 4 * 2 * Self.steps.count)
  }

  @Test func makesRandomUUIDsToLookAt() throws {
    let id = StepKey.random().resultID(of: ticket, .consume()).description.utf8.map { $0 }
    #expect(id.count == 36 && id[14] == UInt8(ascii: "4") && Array("89ab".utf8).contains(id[19]))
  }
}

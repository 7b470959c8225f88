import Testing
import TicketCore

@Suite("What names an attempt at a step")
struct StepKeyTests {
  private static let steps: [TicketStep] = [
    .consume(by: "p"), .consume(by: "q"), .complete(.done, message: "", by: "p"),
    .complete(.failed, message: "", by: "p"),
    .complete(.done, message: "m", by: "p"), .complete(.done, message: "", by: "p", artifacts: ["m"]),
    // What a word holds is no end of it.
    .complete(.done, message: "a\0b", by: "p"), .complete(.done, message: "a", by: "p", artifacts: ["b"]),
    .complete(.done, message: "b", by: "p\0a"), .complete(.done, message: "1:a", by: "p"),
  ]
  private let ticket = Ticket.ID.text("a")

  @Test(arguments: ["k", "!~", String(repeating: "x", count: 255)]) func isAnyVisibleASCII(text: String) {
    #expect(StepKey(text)?.description == text)
  }

  @Test(arguments: ["", " ", "a b", "a\n", "\u{7f}", "키", String(repeating: "x", count: 256)])
  func isNothingElse(text: String) { #expect(StepKey(text) == nil) }

  @Test func makesTheSameRecordIDInEveryProcess() throws {
    let key = try #require(StepKey("k"))
    #expect(key.resultID(of: ticket, .consume(by: "p")).description == "01039fdc-52b3-4b91-88c9-f5d007c5b0f5")
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

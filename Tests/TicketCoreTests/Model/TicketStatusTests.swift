import Testing
import TicketCore

/// contract: Ticket Result V1, 3
struct TicketStatusTests {
  @Test func onlyThreeOfSixteenStepsAreLegal() {
    let legal = TicketStatus.allCases.flatMap { from in
      TicketStatus.allCases.filter { from.accepts($0) }.map { "\(from.rawValue) \($0.rawValue)" }
    }
    #expect(legal == ["OPEN IN_PROGRESS", "IN_PROGRESS DONE", "IN_PROGRESS FAILED"])
  }

  @Test(arguments: [
    ("REQUEST_REPORTS", RequestType.reports), ("reports", .reports), ("Acknowledge", .acknowledge),
    ("request_reconcile", .reconcile),
  ])
  func typesAreNamedByTheContractOrInShort(_ name: String, _ type: RequestType) {
    #expect(RequestType(name: name) == type)
  }

  @Test(arguments: ["", "REPORT", "REQUEST_", "REQUEST_ACKNOWLEDGE"])
  func otherNamesAreNoType(_ name: String) { #expect(RequestType(name: name) == nil) }

  @Test func aLookalikeOfATypeIsForeign() {
    let text = "AC\u{212a}NOWLEDGE"
    #expect(Array(Ticket.TypeName(text).text.utf8) == Array(text.utf8))
    #expect(Ticket.TypeName("ACKNOWLEDGE") == .known(.acknowledge))
  }
}

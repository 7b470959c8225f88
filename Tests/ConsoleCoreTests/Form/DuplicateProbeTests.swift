import TicketCore
import Testing

@testable import ConsoleCore

@Suite struct DuplicateProbeTests {
  @Test func `a form that breaks a rule of the payload looks for nothing`() {
    #expect(TicketForm(type: .reconcile).probe == nil)
    #expect(TicketForm(.acknowledge, typing: "").probe == nil)
  }

  @Test func `the trace makes no difference`() {
    let probe = TicketForm(.reconcile, typing: "정산").probe
    #expect(probe != nil)
    #expect(TicketForm(.reconcile, typing: "정산", "trace").probe == probe)
    #expect(TicketForm(.reconcile, typing: "정산", " ").probe == probe)
  }

  @Test func `type, mode and the hash of the trimmed reason are what the board has`() {
    let probe = TicketForm(.reports, typing: "  정산 ").probe
    #expect(probe?.type == .reports)
    #expect(probe?.mode == "RE-EVALUATE")
    #expect(probe?.reasonHash == TextHash.hash("정산"))
    #expect(probe?.messageID == nil)
  }

  @Test func `an acknowledgement is found by its message`() {
    let probe = TicketForm(.acknowledge, typing: "push_1").probe
    #expect(probe?.type == .acknowledge)
    #expect(probe?.mode == nil)
    #expect(probe?.reasonHash == 0)
    #expect(probe?.messageID == "push_1")
  }

  @Test(
    arguments: [
      (["request_type": "REQUEST_RECONCILE", "payload": ["mode": "FULL", "reason": "정산"]], true),
      (["payload": ["reason": "정산", "mode": "FULL"], "request_type": "REQUEST_RECONCILE"], true),
      (["request_type": "REQUEST_REPORTS", "payload": ["mode": "FULL", "reason": "정산"]], false),
      (["request_type": "REQUEST_RECONCILE", "payload": ["mode": "INCREMENTAL", "reason": "정산"]], false),
      (["request_type": "REQUEST_RECONCILE", "payload": ["mode": "FULL", "reason": "정산2"]], false),
      (["request_type": "REQUEST_RECONCILE", "payload": ["mode": "FULL"]], false),
      (["request_type": "REQUEST_RECONCILE"], false), ("정산", false),
    ] as [(JSONValue, Bool)])
  func `a record asks for the same if its type and payload do`(_ record: JSONValue, _ same: Bool) {
    #expect(TicketForm(.reconcile, typing: "정산").probe?.matches(record: record) == same)
  }

  @Test func `more tickets than three are counted`() {
    let texts = FormTexts(language: .korean)
    let duplicates = ["9a27a6d7-594b-4513-bc51-5350ce53a375", "t-1", "123456789", "1234567890", "x"].compactMap {
      Ticket.ID($0).map { FormNotes.Duplicate(id: $0, age: "3m") }
    }
    #expect(texts.duplicates(Array(duplicates.prefix(1))) == "같은 티켓이 아직 OPEN입니다: 9a27a6d7~ (3m)")
    #expect(
      texts.duplicates(duplicates) == "같은 티켓이 아직 OPEN입니다: 9a27a6d7~ (3m), t-1 (3m), 123456789 (3m) 외 2건")
  }
}

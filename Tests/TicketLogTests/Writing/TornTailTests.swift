import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// A writer was killed at any byte: notes of the original show that this happens.
struct TornTailTests {
  @Test func atEveryByteOurNextWriterLosesNothing() throws {
    let state = try TemporaryState()
    let torn = Line.request("torn")
    let service = state.service()
    for length in stride(from: 1, through: torn.utf8.count - 1, by: 1) {
      try state.rewrite(Line.request("before"), to: .requests)
      try state.append(Array(torn.utf8.prefix(length)), to: .requests)
      let receipt = try service.submit(.acknowledge("after"))
      // All but the line break is a whole record, which our line break makes count.
      let isWhole = length == torn.utf8.count - 1
      let picture = state.store().picture
      #expect(picture.tickets.count == (isWhole ? 3 : 2), "\(length)")
      #expect(picture.tickets.last?.id == receipt.requestID)
      #expect(picture.reasons.count == (isWhole ? 0 : 1), "\(length)")
    }
  }

  @Test func atEveryByteAForeignNextWriterLosesNothing() throws {
    let state = try TemporaryState()
    let torn = Array(Line.request("torn").utf8)
    for length in 1..<torn.count {
      try state.rewrite(Line.request("before"), to: .requests)
      try state.append(Array(torn.prefix(length)), to: .requests)
      try state.append(Line.request("after"), to: .requests)
      let picture = state.store().picture
      #expect(picture.tickets.map(\.id.description) == ["before", "after"], "\(length)")
      #expect(picture.reasons == [.salvaged], "\(length)")
    }
  }

  @Test func aTailOfNULBytesLosesNothing() throws {
    let state = try TemporaryState()
    try state.append(Line.request("before") + String(repeating: "\u{0}", count: 512), to: .requests)
    let receipt = try state.service().submit(.acknowledge("after"))
    let picture = state.store().picture
    #expect(picture.tickets.last?.id == receipt.requestID)
    #expect(picture.reasons == [.nulByte])
  }

  @Test(arguments: [TicketStatus.inProgress, .done])
  func anUnfinishedWholeResultCountsInTheDecision(_ status: TicketStatus) throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    if status == .done { try state.append(Line.result("a", .inProgress), to: .results) }
    try state.append(String(Line.result("a", status).dropLast()), to: .results)
    let before = try state.bytes(of: .results)
    let id = try #require(Ticket.ID("a"))
    let service = state.service()
    let step = status == .done ? TicketStep.complete(.failed, message: "") : .consume()
    let error = try #require(throws: TicketServiceError.self) { try service.take(step, of: id, fence: nil) }
    #expect(error.code == .conflict(current: status))
    #expect(try state.bytes(of: .results) == before)
  }

  @Test func aRecordAtTheEndOfAnUnfinishedLineThatIsTooLongCountsForNothing() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    try state.append(String(repeating: "x", count: LineParser.lineLimit + 10), to: .results)
    let service = state.service()
    let id = try #require(Ticket.ID("a"))
    #expect(try service.ticket(id).ticket.status == .open)
    try state.append(String(Line.result("a", .inProgress).dropLast()), to: .results)
    _ = try service.consume(id)
    #expect(state.store().picture.reasons == [.lineTooLong])
  }

  @Test func theStepBehindAnUnfinishedWholeResultSucceeds() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    try state.append(String(Line.result("a", .inProgress, at: "2026-01-03T18:00:00Z").dropLast()), to: .results)
    let id = try #require(Ticket.ID("a"))
    _ = try state.service().complete(id, .done, message: "")
    let picture = state.store().picture
    #expect(picture.tickets.map(\.status) == [.done])
    #expect(picture.reasons == [])
    #expect(picture.tickets.first?.lastAt?.text == "2026-01-03T18:00:01.000000+00:00")
  }
}

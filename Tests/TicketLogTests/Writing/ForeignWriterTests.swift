import Glibc
import Synchronization
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

struct ForeignWriterTests {
  @Test func aForeignRecordThatCameFirstWinsAndOursIsAConflict() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    let path = state.folder.path(of: .results)
    // A program that knows no guard appends between our decision and our write.
    let calls = SystemCalls(
      write: { number, bytes in
        let foreign = Array(Line.result("a", .inProgress).utf8)
        if let other = try? Descriptor(opening: path, O_WRONLY | O_APPEND) {
          _ = foreign.withUnsafeBytes { Glibc.write(other.number, $0.baseAddress, $0.count) }
        }
        return Glibc.write(number, bytes.baseAddress, bytes.count)
      }, sync: SystemCalls.system.sync)
    let id = try #require(Ticket.ID("a"))
    let error = try #require(throws: TicketServiceError.self) { try state.service(calls: calls).consume(id) }
    #expect(error.code == .conflict(current: .inProgress))
    let store = state.store()
    let ticket = try #require(store.picture.tickets.first)
    #expect(store.records.history(of: ticket).last?.text("result_id") == "r-a-IN_PROGRESS")
  }

  @Test func twoServicesOfOneFolderHaveOneWinnerATicket() throws {
    let state = try TemporaryState()
    let services = [state.service(), state.service()]
    let ids = try (0..<100).map { _ in try services[0].submit(.reconcile("r")).requestID }
    let wins = Mutex(0)
    onThreads(4) { thread in
      for id in ids where (try? services[thread % 2].consume(id)) != nil { wins.withLock { $0 += 1 } }
    }
    #expect(wins.withLock { $0 } == ids.count)
    #expect(state.store().picture.reasons == [])
  }
}

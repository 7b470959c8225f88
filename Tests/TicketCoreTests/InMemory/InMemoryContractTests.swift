import Testing
import TicketContract
import TicketCore

struct InMemoryContractTests {
  @Test(arguments: TicketServiceContract.Rule.allCases)
  func keepsTheContract(_ rule: TicketServiceContract.Rule) throws {
    let clock = SettableClock()
    try TicketServiceContract(clock: clock, service: InMemoryTicketService(clock: clock)).check(rule)
  }

  @Test func itsBoardKnowsTraces() throws {
    let service = InMemoryTicketService(clock: SettableClock())
    _ = try service.submit(.reconcile("a", trace: "trace-0042"))
    #expect(service.currentBoard.trace(at: 0) == "trace-0042")
  }
}

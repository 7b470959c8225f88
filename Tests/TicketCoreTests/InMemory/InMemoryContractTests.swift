import Testing
import TicketContract
import TicketCore

struct InMemoryContractTests {
  @Test(arguments: TicketServiceContract.Rule.allCases)
  func keepsTheContract(_ rule: TicketServiceContract.Rule) throws {
    let clock = SettableClock()
    try TicketServiceContract(clock: clock, service: InMemoryTicketService(clock: clock)).check(rule)
  }
}

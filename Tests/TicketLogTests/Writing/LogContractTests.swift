import Testing
import TicketContract
import TicketCore

struct LogContractTests {
  @Test(arguments: TicketServiceContract.Rule.allCases)
  func keepsTheContract(_ rule: TicketServiceContract.Rule) throws {
    let state = try TemporaryState()
    let clock = SettableClock()
    try TicketServiceContract(clock: clock, service: state.service(clock: clock)).check(rule)
  }
}

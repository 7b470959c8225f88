import Testing
import TicketContract

@testable import TicketClient

@Suite("The service over HTTP", .timeLimit(.minutes(1)))
struct HTTPContractTests {
  @Test(arguments: TicketServiceContract.Rule.allCases) func keeps(rule: TicketServiceContract.Rule) throws {
    let served = try ServedFolder()
    try TicketServiceContract(clock: served.clock, service: served.client()).check(rule)
  }
}

import ConsoleCore
import Glibc
import Synchronization
import Testing
import TicketContract
import TicketCore

@testable import Console

@Suite struct ServiceCallsTests {
  /// Waits until all calls have come back.
  private func wait(for calls: ServiceCalls) -> Bool {
    for _ in 0..<2_000 where !calls.areAnswered { usleep(1_000) }
    return calls.areAnswered
  }

  @Test func callsAreMadeInTheirOrderAndEachIsAnswered() throws {
    let answers = Mutex<[ConsoleEvent]>([])
    let service = InMemoryTicketService(clock: SettableClock())
    let calls = ServiceCalls(service: service) { answer in answers.withLock { $0.append(answer) } }
    #expect(calls.areAnswered)
    let submission = try TicketSubmission.acknowledge("m")
    for _ in 0..<20 { calls.add(.submit(submission)) }
    #expect(wait(for: calls))
    let made = answers.withLock { $0 }.compactMap { event -> Ticket.ID? in
      if case .submitted(.acknowledge, .success(let receipt)) = event { receipt.requestID } else { nil }
    }
    let board = service.currentBoard
    #expect(made == (0..<20).map { board.id(at: $0) })
  }

  @Test func aCallIsUnansweredAsLongAsTheServiceTakes() throws {
    let gate = Gate()
    let calls = ServiceCalls(service: InMemoryTicketService(clock: gate)) { _ in }
    let submission = try TicketSubmission.acknowledge("m")
    gate.whileShut {
      calls.add(.submit(submission))
      usleep(20_000)
      #expect(!calls.areAnswered)
    }
    #expect(wait(for: calls))
  }

  /// A clock that does not tell the time while the gate is shut.
  private final class Gate: TicketClock {
    private let gate = Mutex(())

    func now() -> Timestamp { gate.withLock { _ in Timestamp(microseconds: 0) } }

    func whileShut(_ body: () -> Void) { gate.withLock { _ in body() } }
  }
}

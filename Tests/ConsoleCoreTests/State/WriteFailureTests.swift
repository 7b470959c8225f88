import ConsoleCore
import TicketCore
import Testing
import Worker

/// What could not be written is said until something can be.
@Suite struct WriteFailureTests {
  private static let id = Ticket.ID.text("a")
  private static let ticket = WorkerTicket(id: id, type: .known(.reports))
  private static let time = StandingClock().now()
  private static let diskFull = TicketServiceError(.diskFull, context: "ticket_results.jsonl", errno: 28)

  private func world(after failure: ConsoleEvent, columns: Int = 120) -> ScreenWorld {
    let world = ScreenWorld(.english, columns: columns)
    world.submit(count: 1)
    world.send(failure)
    world.wait(seconds: 10)
    world.press(.down, .down)
    return world
  }

  @Test(arguments: [TicketServiceError.Code.unwritable, .diskFull, .busy, .unreachable])
  func `a failed write stands in the head after its message has gone`(_ code: TicketServiceError.Code) {
    let error = TicketServiceError(code, context: "ticket_requests.jsonl")
    for failure in [ConsoleEvent.submitted(.reports, .failure(error)), .stepped(Self.id, .failure(error))] {
      let world = world(after: failure)
      #expect(world.head.contains("LIVE  NOT WRITTEN"))
      #expect(!world.messageLine.contains("ERROR"))
    }
  }

  @Test func `why it failed stands on the message line where the head has no room for it`() {
    let world = world(after: .stepped(Self.id, .failure(Self.diskFull)), columns: 80)
    #expect(world.frame.rowText(37).hasPrefix("NOT WRITTEN: No space left to write ticket_results.jsonl"))
  }

  @Test(arguments: [TicketServiceError.Code.notFound, .conflict(current: .done), .tooLarge, .lockLost, .unreadable])
  func `what is wrong with one record alone does not stand`(_ code: TicketServiceError.Code) {
    let world = world(after: .stepped(Self.id, .failure(TicketServiceError(code, context: "a"))))
    #expect(!world.head.contains("NOT WRITTEN"))
  }

  @Test(arguments: [
    ConsoleEvent.submitted(.reports, .success(SubmitReceipt(requestID: id, requestedAt: time))),
    .stepped(id, .success(StepReceipt(requestID: id, newStatus: .done, resultID: id))),
    .worker(.working(ticket, since: time), .took(ticket)), .worker(.choosing, .completed(ticket)),
  ])
  private func `the next write that succeeds ends it`(_ success: ConsoleEvent) {
    let world = world(after: .stepped(Self.id, .failure(Self.diskFull)))
    world.send(.worker(.idle, .acquired(tookOverFrom: nil)))
    #expect(world.head.contains("NOT WRITTEN"))
    world.send(success)
    #expect(!world.head.contains("NOT WRITTEN"))
  }

  @Test func `what the worker could not write stands when it has stopped`() {
    let world = world(
      after: .worker(.retrying(Self.ticket, after: Self.diskFull), .retrying(Self.ticket, Self.diskFull)))
    #expect(world.head.contains("worker retries"))
    #expect(!world.head.contains("NOT WRITTEN"))
    world.send(.worker(.off, .released))
    #expect(world.head.contains("NOT WRITTEN"))
  }

  @Test func `a worker that stopped for what it could not write leaves that in the head`() {
    let world = world(after: .worker(.off, .failed(.service(Self.diskFull))))
    #expect(world.head.contains("NOT WRITTEN"))
  }
}

import Glibc
import Testing
import TicketCore
import TicketLog

@Suite("A worker that lost its lock cannot write (spec: lock.md, Fence)")
struct LockFenceTests {
  let scratch = LockFolder()

  @Test(arguments: ["taken over", "overwritten", "removed", "a symlink"])
  func aFencedStepAppendsNothing(how: String) throws {
    try scratch.folder.create()
    let service = service()
    let lease = try scratch.lock().acquire()
    let first = try submit(to: service)
    let second = try submit(to: service)
    _ = try service.take(.consume(by: "worker_1"), of: first, fence: lease)
    let before = scratch.content("tickets/ticket_results.jsonl")

    switch how {
    case "taken over":
      scratch.clock.pass(seconds: 600)
      _ = try scratch.lock().acquire()
    case "overwritten": scratch.put(scratch.content(pid: 1, age: 0))
    case "removed": unlink(scratch.folder.lockPath)
    default:
      rename(scratch.folder.lockPath, scratch.folder.path + "/moved")
      symlink("moved", scratch.folder.lockPath)
    }

    let complete = TicketStep.complete(.done, message: "late", by: "worker_1")
    #expect(throws: TicketServiceError(.lockLost, context: scratch.folder.lockPath)) {
      try service.take(complete, of: first, fence: lease)
    }
    #expect(throws: TicketServiceError(.lockLost, context: scratch.folder.lockPath)) {
      try service.take(.consume(by: "worker_1"), of: second, fence: lease)
    }
    #expect(scratch.content("tickets/ticket_results.jsonl") == before)
    #expect(try service.ticket(first).ticket.status == .inProgress)
    #expect(try service.ticket(second).ticket.status == .open)
  }

  @Test func aRenewedLockStillLetsItsHolderWrite() throws {
    try scratch.folder.create()
    let service = service()
    let lease = try scratch.lock().acquire()
    let id = try submit(to: service)
    scratch.clock.pass(seconds: 60)
    try lease.renew()
    #expect(try service.take(.consume(by: "worker_1"), of: id, fence: lease).newStatus == .inProgress)
  }

  private func service() -> LogTicketService {
    LogTicketService(
      store: LogStore(folder: scratch.folder, clock: scratch.clock), guard: StateGuard(folder: scratch.folder),
      clock: scratch.clock)
  }

  private func submit(to service: LogTicketService) throws -> Ticket.ID {
    try service.submit(
      TicketSubmission(json: ["request_type": "ACKNOWLEDGE", "payload": ["message_id": "m"]])
    ).requestID
  }
}

import Synchronization
import Testing
import TicketCore

@testable import Worker

/// A service and a lock in memory, and workers over them.
final class Workplace: Sendable {
  let clock = SteppingClock()
  let tickets: InMemoryTicketService
  let service: FaultyService
  let lock: InMemoryWorkerLock
  let recorder = Recorder()

  init() {
    tickets = InMemoryTicketService(clock: clock)
    service = FaultyService(tickets)
    lock = InMemoryWorkerLock(clock: clock, pid: 77)
  }

  /// Without delay and with short waits, unless said otherwise. `listener` is told before the recorder.
  func worker(
    _ mode: WorkerMode = .follow, whenLocked: WhenLocked = .wait,
    pace: WorkerPace = WorkerPace(delay: .zero, poll: .seconds(60), retry: .milliseconds(5)),
    andTell listener: @escaping @Sendable (WorkerPhase, WorkerEvent?) -> Void = { _, _ in }
  ) -> TicketWorker {
    let recorder = recorder
    return TicketWorker(
      service: service, lock: lock, clock: clock, pid: 77, mode: mode, whenLocked: whenLocked, pace: pace,
      onChange: { phase, event in
        listener(phase, event)
        recorder.onChange(phase, event)
      })
  }

  @discardableResult
  func submit(_ count: Int = 1) throws -> [WorkerTicket] {
    try (0..<count).map { number in
      let submission = try TicketSubmission(json: [
        "request_type": "ACKNOWLEDGE", "payload": ["message_id": .string("m\(number)")],
      ])
      return WorkerTicket(id: try tickets.submit(submission).requestID, type: .known(.acknowledge))
    }
  }

  func status(of ticket: WorkerTicket) throws -> TicketStatus { try tickets.ticket(ticket.id).ticket.status }
}

/// A clock that goes on by a millisecond at each look.
final class SteppingClock: TicketClock {
  private let time = Mutex(Sample.time)

  func now() -> Timestamp {
    time.withLock {
      $0 = Timestamp(microseconds: $0.microseconds + 1_000)
      return $0
    }
  }
}

/// Passes everything on, but for the faults that a test puts in between.
final class FaultyService: TicketService {
  /// Asked before each step for what should go wrong.
  typealias Fault = @Sendable (TicketStep) -> TicketServiceError?

  private let base: InMemoryTicketService
  private let fault = Mutex<Fault>({ _ in nil })
  private let boards = Atomic(0)

  init(_ base: InMemoryTicketService) { self.base = base }

  var boardCount: Int { boards.load(ordering: .relaxed) }

  func onStep(_ fault: @escaping Fault) { self.fault.withLock { $0 = fault } }

  func take(
    _ step: TicketStep, of id: Ticket.ID, fence: (any WorkerFence)?
  ) throws(TicketServiceError) -> StepReceipt {
    let fault = self.fault.withLock { $0 }
    if let error = fault(step) { throw error }
    return try base.take(step, of: id, fence: fence)
  }

  func submit(_ submission: TicketSubmission) throws(TicketServiceError) -> SubmitReceipt {
    try base.submit(submission)
  }
  func ticket(_ id: Ticket.ID) throws(TicketServiceError) -> TicketHistory { try base.ticket(id) }

  func board(_ query: BoardQuery) throws(TicketServiceError) -> [BoardRow] {
    boards.add(1, ordering: .relaxed)
    return try base.board(query)
  }

  func changes(since cursor: BoardCursor) throws(TicketServiceError) -> BoardChanges {
    try base.changes(since: cursor)
  }
}

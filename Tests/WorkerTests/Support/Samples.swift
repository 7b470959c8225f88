import TicketCore

@testable import Worker

/// Values that tests of the worker share.
enum Sample {
  static let time = Timestamp(microseconds: 1_767_420_000_000_000).at(.korea)
  static let holder = LockHolder(pid: 12345, acquiredAt: time, isAlive: true, content: "{…}")
  static let locked = WorkerLockError(.locked(holder), context: "worker.lock")
  static let lost = WorkerLockError(.lost, context: "worker.lock")
  static let lockBusy = WorkerLockError(.busy, context: "process 7")
  static let unusable = WorkerLockError(.unusable, context: "worker.lock", errno: 30)
  static let busy = TicketServiceError(.busy, context: "process 7")
  static let diskFull = TicketServiceError(.diskFull, context: "ticket_results.jsonl", errno: 28)
  static let fenced = TicketServiceError(.lockLost, context: "a")
  static let taken = TicketServiceError(.conflict(current: .inProgress), context: "a")

  static let a = WorkerTicket(id: .text("a"), type: .known(.reconcile))
  static let b = WorkerTicket(id: .text("b"), type: .known(.acknowledge))
  static let c = WorkerTicket(id: .text("c"), type: .foreign("REBUILD"))
}

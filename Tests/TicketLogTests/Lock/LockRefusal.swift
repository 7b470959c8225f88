import Testing
import TicketCore
import TicketLog

/// Why the lock is not to be had; nil if it was.
func refusal(of lock: WorkerLockFile) -> WorkerLockError.Code? {
  do throws(WorkerLockError) {
    _ = try lock.acquire()
    return nil
  } catch {
    return error.code
  }
}

/// The lock is not to be had because another holds it: this one, where it matters.
func expectLocked(
  _ lock: WorkerLockFile, by pid: Int? = nil, isAlive: Bool? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard case .locked(let holder) = refusal(of: lock) else {
    Issue.record("the lock was not locked", sourceLocation: sourceLocation)
    return
  }
  if let pid { #expect(holder.pid == pid, sourceLocation: sourceLocation) }
  if let isAlive { #expect(holder.isAlive == isAlive, sourceLocation: sourceLocation) }
}

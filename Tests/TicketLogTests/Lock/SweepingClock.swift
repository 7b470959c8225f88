import Glibc
import Synchronization
import TicketCore
import TicketLog

/// A clock at which, once, all prepared locks are swept: what another worker does that takes them for old.
final class SweepingClock: TicketClock {
  private let scratch: LockFolder
  private let swept = Mutex(false)

  init(_ scratch: LockFolder) { self.scratch = scratch }

  var hasSwept: Bool { swept.withLock { $0 } }

  func now() -> Timestamp {
    swept.withLock { swept in
      let prepared = swept ? [] : scratch.names.filter { $0.hasSuffix(".tmp") }
      for name in prepared { swept = unlink(scratch.folder.path + "/" + name) == 0 }
    }
    return scratch.clock.now()
  }
}

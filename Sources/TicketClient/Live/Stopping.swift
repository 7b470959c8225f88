import Synchronization
import TicketCore

/// Whether a thread is to end, and a wait that this ends. Any thread.
final class Stopping: Sendable {
  private let stopped = Atomic(false)
  private let bell = Bell()

  var isStopped: Bool { stopped.load(ordering: .acquiring) }

  func stop() {
    stopped.store(true, ordering: .releasing)
    bell.ring()
  }

  /// Waits, at most so long, for the stop.
  func wait(_ duration: Duration) {
    let heard = bell.heard
    if !isStopped { bell.wait(after: heard, until: .now + duration) }
  }
}

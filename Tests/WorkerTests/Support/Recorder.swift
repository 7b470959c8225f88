import Synchronization
import TicketCore

@testable import Worker

/// Keeps what a worker tells, in order, and lets a test wait for it.
final class Recorder: Sendable {
  struct Told: Hashable, Sendable {
    let phase: WorkerPhase
    let event: WorkerEvent?
  }

  private let told = Mutex<[Told]>([])
  private let bell = Bell()

  var onChange: @Sendable (WorkerPhase, WorkerEvent?) -> Void {
    { phase, event in
      self.told.withLock { $0.append(Told(phase: phase, event: event)) }
      self.bell.ring()
    }
  }

  var events: [WorkerEvent] { told.withLock { $0.compactMap(\.event) } }
  var phases: [WorkerPhase] { told.withLock { $0.map(\.phase) } }

  /// Waits until something was told that `matches`; false after five seconds.
  func wait(for matches: (Told) -> Bool) -> Bool { wait(until: { $0.contains(where: matches) }) }

  /// Waits until the newest phase told is one that `matches`; false after five seconds.
  func waitForLast(_ matches: (WorkerPhase) -> Bool) -> Bool {
    wait(until: { $0.last.map { matches($0.phase) } == true })
  }

  private func wait(until isThere: ([Told]) -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(5)
    while true {
      let heard = bell.heard
      if isThere(told.withLock { $0 }) { return true }
      if ContinuousClock.now >= deadline { return false }
      bell.wait(after: heard, until: deadline)
    }
  }
}

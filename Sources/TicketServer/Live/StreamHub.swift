import Synchronization
import TicketCore

/// What all streams wait for: changes of the board, and the end of the server.
final class StreamHub: Sendable {
  private struct State {
    var count = 0
    var isEnded = false
  }

  let bell = Bell()
  private let state = Mutex(State())

  /// How many streams are open.
  var count: Int { state.withLock { $0.count } }

  var isEnded: Bool { state.withLock { $0.isEnded } }

  func enter() { state.withLock { $0.count += 1 } }

  func leave() { state.withLock { $0.count -= 1 } }

  /// Lets every stream look for changes.
  func notify() { bell.ring() }

  /// Ends every stream.
  func end() {
    state.withLock { $0.isEnded = true }
    bell.ring()
  }
}

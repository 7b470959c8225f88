import Synchronization
import TicketCore

/// What all streams wait for: changes of the board, and the end of the server.
final class StreamHub: Sendable {
  private struct State {
    var count = 0
    var isEnded = false
  }

  let bell = Bell()
  private let limit: Int
  private let state = Mutex(State())

  /// At most `limit` streams are open at once.
  init(limit: Int = .max) { self.limit = limit }

  /// How many streams are open.
  var count: Int { state.withLock { $0.count } }

  var isEnded: Bool { state.withLock { $0.isEnded } }

  /// Counts one more; false where there are enough.
  func enter() -> Bool {
    state.withLock { state in
      guard state.count < limit else { return false }
      state.count += 1
      return true
    }
  }

  func leave() { state.withLock { $0.count -= 1 } }

  /// Lets every stream look for changes.
  func notify() { bell.ring() }

  /// Ends every stream.
  func end() {
    state.withLock { $0.isEnded = true }
    bell.ring()
  }
}

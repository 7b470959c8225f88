import ConsoleCore
import Synchronization
import TicketCore

/// Searches records on threads of their own; a new search ends the one before. What was found waits until it is taken,
/// so that a busy screen is told of many finds at once. Any thread may ask.
final class RecordSearches: Sendable {
  private struct State {
    var hits: [RecordHit] = []
    var share = 0.0
    /// Nobody has been told of these yet.
    var isNew = false
    /// The search has come to its end, and whether it looked at everything.
    var end: Bool?
  }

  private let board: any LiveBoard
  private let onNews: @Sendable () -> Void
  /// The search that is wanted; what others find is dropped.
  private let number = Atomic(0)
  private let state = Mutex(State())

  /// `onNews` is called on the threads of the searches when there is something to take, and must not block.
  init(board: any LiveBoard, onNews: @escaping @Sendable () -> Void) {
    self.board = board
    self.onNews = onNews
  }

  /// Begins a search; numbers count up from 1.
  func begin(_ search: RecordSearch, number: Int) {
    self.number.store(number, ordering: .relaxed)
    state.withLock { $0 = State() }
    let isRunning = BackgroundThread.run {
      let isWhole = self.board.search(search, while: { self.isWanted(number) }) { hits, share in
        self.add(number) { state in
          state.hits += hits
          state.share = share
        }
      }
      self.add(number) { $0.end = isWhole }
    }
    if !isRunning { add(number) { $0.end = false } }
  }

  /// Ends the search, within a few milliseconds.
  func end() { number.store(0, ordering: .relaxed) }

  /// What the search has found since this was asked last.
  func take() -> [ConsoleEvent] {
    let number = number.load(ordering: .relaxed)
    let news = state.withLock { state in
      defer {
        state.hits = []
        state.isNew = false
        state.end = nil
      }
      return state
    }
    guard number > 0, news.isNew else { return [] }
    let found = ConsoleEvent.found(news.hits, share: news.share, number: number)
    return [found] + (news.end.map { [.searchEnded(number: number, isWhole: $0)] } ?? [])
  }

  private func isWanted(_ number: Int) -> Bool { self.number.load(ordering: .relaxed) == number }

  private func add(_ number: Int, _ change: (inout State) -> Void) {
    let wasNew = state.withLock { state -> Bool? in
      guard isWanted(number) else { return nil }
      change(&state)
      defer { state.isNew = true }
      return state.isNew
    }
    if wasNew == false { onNews() }
  }
}

import Synchronization

/// Takes elements to a slow taker on a thread of its own, in the order in which they came. Any thread.
///
/// Who puts something in never waits: what comes while too much waits is dropped, and counted.
public final class Backlog<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Element] = []
    var dropped = 0
    var isEnded = false
    var isDone = false
  }

  private let limit: Int
  private let state = Mutex(State())
  private let news = Bell()
  private let farewell = Bell()

  /// At most `limit` elements wait, and as many are in the taker's hand.
  public init(limit: Int = 10_000) { self.limit = limit }

  /// Hands each element to `taker` until `end`, and how many were dropped to `onDropped`, behind those that came
  /// before them; false if the system has no thread left. Once.
  public func start(
    _ taker: @escaping @Sendable (Element) -> Void, onDropped: @escaping @Sendable (Int) -> Void
  ) -> Bool {
    BackgroundThread.run { self.run(taker, onDropped) }
  }

  /// Never blocks for long.
  public func put(_ element: Element) {
    state.withLock { state in
      if state.waiting.count < limit { state.waiting.append(element) } else { state.dropped += 1 }
    }
    news.ring()
  }

  /// Gives what waits so long to be taken; whether all was.
  @discardableResult public func end(within patience: Duration = .seconds(1)) -> Bool {
    state.withLock { $0.isEnded = true }
    news.ring()
    let deadline = ContinuousClock.now + patience
    while true {
      let heard = farewell.heard
      if state.withLock({ $0.isDone }) { return true }
      if ContinuousClock.now >= deadline { return false }
      farewell.wait(after: heard, until: deadline)
    }
  }

  private func run(_ taker: (Element) -> Void, _ onDropped: (Int) -> Void) {
    while true {
      let heard = news.heard
      let (waiting, dropped, isEnded) = state.withLock { state in
        defer { (state.waiting, state.dropped) = ([], 0) }
        return (state.waiting, state.dropped, state.isEnded)
      }
      for element in waiting { taker(element) }
      if dropped > 0 { onDropped(dropped) }
      if isEnded, waiting.isEmpty { break }
      if waiting.isEmpty { news.wait(after: heard, until: nil) }
    }
    state.withLock { $0.isDone = true }
    farewell.ring()
  }
}

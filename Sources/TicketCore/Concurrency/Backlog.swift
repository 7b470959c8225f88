import Synchronization

/// Takes elements to a slow taker on a thread of its own, in the order in which they came. Any thread.
///
/// Who puts something in never waits: what comes while too much waits is dropped, and counted.
public final class Backlog<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Element] = []
    var dropped = 0
    var isEnded = false
    /// Nothing waits, and nothing is in the taker's hand.
    var isAtRest = true
  }

  private let limit: Int
  private let state = Mutex(State())
  private let news = Bell()
  private let rest = Bell()

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
      state.isAtRest = false
      if state.waiting.count < limit { state.waiting.append(element) } else { state.dropped += 1 }
    }
    news.ring()
  }

  /// Waits so long for all that was put in to be taken; whether it was.
  @discardableResult public func settle(within patience: Duration) -> Bool {
    let deadline = ContinuousClock.now + patience
    while true {
      let heard = rest.heard
      if state.withLock({ $0.isAtRest }) { return true }
      if ContinuousClock.now >= deadline { return false }
      rest.wait(after: heard, until: deadline)
    }
  }

  /// Gives what waits so long to be taken; whether all was. More than once, to give more time.
  @discardableResult public func end(within patience: Duration = .seconds(1)) -> Bool {
    state.withLock { $0.isEnded = true }
    news.ring()
    return settle(within: patience)
  }

  private func run(_ taker: (Element) -> Void, _ onDropped: (Int) -> Void) {
    while true {
      let heard = news.heard
      let (waiting, dropped, isEnded) = state.withLock { state in
        defer { (state.waiting, state.dropped) = ([], 0) }
        state.isAtRest = state.waiting.isEmpty && state.dropped == 0
        return (state.waiting, state.dropped, state.isEnded)
      }
      for element in waiting { taker(element) }
      if dropped > 0 { onDropped(dropped) }
      guard waiting.isEmpty, dropped == 0 else { continue }
      rest.ring()
      if isEnded { break }
      news.wait(after: heard, until: nil)
    }
  }
}

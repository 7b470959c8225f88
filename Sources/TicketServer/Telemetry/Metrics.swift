import Synchronization

/// Counts what was answered. Any thread.
final class Metrics: Sendable {
  struct Answered: Hashable, Sendable {
    let call: String
    let status: Int
  }

  struct Histogram: Sendable {
    /// Upper ends, in seconds.
    static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

    /// How many fell below each bound and not below the one before; the last are those above all.
    private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var sum = 0.0

    mutating func add(_ seconds: Double) {
      counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
      sum += seconds
    }
  }

  struct State: Sendable {
    var answered: [Answered: Int] = [:]
    var durations: [String: Histogram] = [:]
  }

  private let state = Mutex(State())

  /// What was counted so far.
  var current: State { state.withLock { $0 } }

  /// `call` is nil for what is no call of the API.
  func count(_ call: Call?, _ status: Status, in duration: Duration) {
    let name = call?.name ?? "none"
    let (seconds, attoseconds) = duration.components
    state.withLock { state in
      state.answered[Answered(call: name, status: status.rawValue), default: 0] += 1
      state.durations[name, default: Histogram()].add(Double(seconds) + Double(attoseconds) * 1e-18)
    }
  }
}

/// How long to wait before a thing that failed is tried again.
public enum Backoff: Hashable, Sendable {
  /// Always as long.
  case steady(Duration)
  /// With full jitter: anything from nothing to `base`, doubled by each further failure, up to `limit`. Those who
  /// failed together do not come back together.
  case exponential(base: Duration, limit: Duration)

  /// The wait behind so many failures in a row, at least one; `chance`, from 0 to 1, picks among the possible ones.
  public func wait(after failures: Int, chance: Double) -> Duration {
    precondition(failures > 0 && (0...1).contains(chance), "a wait follows a failure")
    switch self {
    case .steady(let wait): return wait
    case .exponential(let base, let limit):
      // Beyond 2^20 any base has reached its limit.
      return min(limit, base * (1 << min(failures - 1, 20))) * chance
    }
  }
}

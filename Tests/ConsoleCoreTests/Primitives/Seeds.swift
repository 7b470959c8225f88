import Glibc

/// The seeds of a property test: so many, or as many times more as `SEEDS` in the environment says.
enum Seeds {
  static func first(_ count: UInt64) -> Range<UInt64> {
    let times = getenv("SEEDS").flatMap { UInt64(String(cString: $0)) } ?? 1
    return 0..<count * max(1, min(times, 10_000))
  }
}

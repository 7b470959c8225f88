import Synchronization

/// Counts those who are about to write to a log.
final class Writers: Sendable {
  private let number = Atomic(0)

  var count: Int { number.load(ordering: .acquiring) }

  /// One more, until what is given back ends.
  func enter() -> Writer {
    number.add(1, ordering: .acquiringAndReleasing)
    return Writer(writers: self)
  }

  fileprivate func leave() { number.subtract(1, ordering: .acquiringAndReleasing) }
}

/// One who is about to write.
struct Writer: ~Copyable, Sendable {
  private let writers: Writers

  fileprivate init(writers: Writers) { self.writers = writers }

  deinit { writers.leave() }
}

import Testing
import TicketCore

@Suite("How long to wait before the next try")
struct BackoffTests {
  static let doubling = Backoff.exponential(base: .milliseconds(100), limit: .seconds(2))

  @Test(arguments: [(1, 100), (2, 200), (3, 400), (4, 800), (5, 1600), (6, 2000), (60, 2000), (Int.max, 2000)])
  func doublesUpToItsLimit(failures: Int, milliseconds: Int) {
    #expect(Self.doubling.wait(after: failures, chance: 1) == .milliseconds(milliseconds))
    #expect(Self.doubling.wait(after: failures, chance: 0) == .zero)
  }

  @Test(arguments: 1...20) func isAnythingFromNothingToThat(failures: Int) {
    let most = Self.doubling.wait(after: failures, chance: 1)
    let waits = (0..<200).map { _ in Self.doubling.wait(after: failures, chance: .random(in: 0...1)) }
    #expect(waits.allSatisfy { $0 >= .zero && $0 <= most })
    #expect(Set(waits).count > 100)
  }

  @Test func aSteadyOneIsAlwaysTheSame() {
    #expect(Backoff.steady(.seconds(1)).wait(after: 9, chance: 0) == .seconds(1))
  }
}

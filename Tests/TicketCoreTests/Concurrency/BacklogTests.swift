import Synchronization
import Testing
import TicketCore

@Suite("What waits for a slow taker")
struct BacklogTests {
  private final class Taken: Sendable {
    let numbers = Mutex<[Int]>([])
    let dropped = Mutex(0)
    /// The taker waits until it is opened.
    let gate = Bell()

    func take(_ number: Int, isGated: Bool) {
      if isGated { gate.wait(after: 0, until: .now + .seconds(30)) }
      numbers.withLock { $0.append(number) }
    }
  }

  @Test func allIsTakenInOrderBeforeTheEnd() {
    let (backlog, taken) = (Backlog<Int>(), Taken())
    for number in 0..<500 { backlog.put(number) }
    #expect(
      backlog.start {
        taken.take($0, isGated: false)
      } onDropped: { _ in
      })
    for number in 500..<1000 { backlog.put(number) }
    #expect(backlog.end(within: .seconds(30)))
    #expect(taken.numbers.withLock { $0 } == Array(0..<1000))
  }

  @Test func aTakerThatHangsHoldsUpNobodyAndWhatIsTooMuchIsCounted() {
    let (backlog, taken) = (Backlog<Int>(limit: 10), Taken())
    backlog.put(0)
    #expect(
      backlog.start {
        taken.take($0, isGated: true)
      } onDropped: { count in
        taken.dropped.withLock { $0 += count }
      })
    for number in 1...100 { backlog.put(number) }
    #expect(!backlog.end(within: .milliseconds(50)))
    taken.gate.ring()
    #expect(backlog.end(within: .seconds(30)))
    let numbers = taken.numbers.withLock { $0 }
    // Ten that waited, and what was in hand: the first one, or up to ten that had come with it.
    #expect(numbers == numbers.sorted() && (11...20).contains(numbers.count))
    #expect(numbers.count + taken.dropped.withLock { $0 } == 101)
  }
}

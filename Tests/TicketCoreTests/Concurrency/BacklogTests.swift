import Synchronization
import Testing
import TicketCore

@Suite("What waits for a slow taker")
struct BacklogTests {
  private final class Taken: Sendable {
    let numbers = Mutex<[Int]>([])
    let dropped = Mutex(0)
    /// Rings when the taker has something in hand.
    let arrival = Bell()
    /// The taker waits until it is opened.
    let gate = Bell()

    func take(_ number: Int, isGated: Bool) {
      arrival.ring()
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
    #expect(backlog.settle(within: .seconds(30)))
    #expect(taken.numbers.withLock { $0.count } == 1000)
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
    taken.arrival.wait(after: 0, until: .now + .seconds(30))
    for number in 1...100 { backlog.put(number) }
    #expect(!backlog.settle(within: .milliseconds(50)))
    #expect(!backlog.end(within: .milliseconds(50)))
    taken.gate.ring()
    #expect(backlog.end(within: .seconds(30)))
    let numbers = taken.numbers.withLock { $0 }
    // The one in hand, and the ten that could wait.
    #expect(numbers == Array(0...10))
    #expect(taken.dropped.withLock { $0 } == 90)
  }
}

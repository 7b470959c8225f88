import Synchronization
import Testing
import TicketCore

@Suite("The bell that ends waits")
struct BellTests {
  @Test func aRingBetweenTheLookAndTheWaitIsNotLost() {
    let bell = Bell()
    let heard = bell.heard
    bell.ring()
    let began = ContinuousClock.now
    bell.wait(after: heard, until: began + .seconds(30))
    #expect(began.duration(to: .now) < .seconds(5))
  }

  @Test func endsAtTheDeadlineWithoutARing() {
    let bell = Bell()
    let began = ContinuousClock.now
    bell.wait(after: bell.heard, until: began + .milliseconds(30))
    #expect(began.duration(to: .now) >= .milliseconds(30))
  }

  @Test func aRingEndsTheWaitOfAnotherThread() {
    let bell = Bell()
    let isWaiting = Atomic(false)
    let heard = bell.heard
    let done = Bell()
    let unheard = done.heard
    let isStarted = BackgroundThread.run {
      isWaiting.store(true, ordering: .releasing)
      bell.wait(after: heard, until: nil)
      done.ring()
    }
    #expect(isStarted)
    while !isWaiting.load(ordering: .acquiring) {}
    bell.ring()
    let began = ContinuousClock.now
    done.wait(after: unheard, until: began + .seconds(5))
    #expect(done.heard == unheard + 1)
  }
}

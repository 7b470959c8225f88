import Glibc
import ProcessEvents
import Testing

@testable import Console

@Suite struct SignalQueueTests {
  /// Runs `body`, and gives this thread its signals back.
  private func keepingSignals(_ body: () -> Void) {
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    body()
  }

  private func noDescriptors() { Issue.record("the system has no descriptor left") }

  @Test func aSignalIsToldOnceHoweverOftenItCame() {
    keepingSignals {
      guard let queue = SignalQueue(SIGUSR1, SIGUSR2) else { return noDescriptors() }
      #expect(queue.take().isEmpty)
      for _ in 0..<3 { pthread_kill(pthread_self(), SIGUSR1) }
      #expect(queue.take() == [SIGUSR1])
      #expect(queue.take().isEmpty)
    }
  }

  @Test func aCommandIsAskedToEndOnceAndDoesNotWakeForItAgain() {
    keepingSignals {
      guard let interruption = Interruption() else { return noDescriptors() }
      guard let wakeup = Wakeup() else { return noDescriptors() }
      pthread_kill(pthread_self(), SIGTERM)
      let first = Waiting.forAny(interruption, wakeup)
      #expect(first.isInterrupted && !first.isStopped && !first.isRung)
      wakeup.ring()
      let second = Waiting.forAny(interruption, wakeup)
      #expect(!second.isInterrupted && second.isRung)
    }
  }

  @Test func ctrlZWaitsForACommandThatAsksForIt() {
    keepingSignals {
      guard let interruption = Interruption(defersStop: true) else { return noDescriptors() }
      guard let wakeup = Wakeup() else { return noDescriptors() }
      pthread_kill(pthread_self(), SIGTSTP)
      let woken = Waiting.forAny(interruption, wakeup)
      #expect(woken.isStopped && !woken.isInterrupted)
    }
  }
}

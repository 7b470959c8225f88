import Glibc
import Synchronization
import Testing
import TicketCore

@testable import Worker

@Suite("The worker on its thread", .timeLimit(.minutes(1)))
struct TicketWorkerTests {
  let place = Workplace()

  @Test func drainsTheBoardInFileOrderWithTheContractsRecords() throws {
    let tickets = try place.submit(150)
    let worker = place.worker(.drain)
    worker.start()
    #expect(worker.waitUntilStopped(timeout: .seconds(20)))
    #expect(worker.ending == .finished)
    #expect(
      place.recorder.events == [.acquired(tookOverFrom: nil)] + tickets.flatMap { [.took($0), .completed($0)] }
        + [.released])
    let records = try place.tickets.ticket(tickets[149].id).records
    #expect(records.map { $0.text("status") } == ["OPEN", "IN_PROGRESS", "DONE"])
    #expect(records[1].text("message") == "티켓 처리 시작")
    #expect(records[2].text("message") == "SUCCESS [MOCK_ONLY]: Simulated execution for ACKNOWLEDGE")
    #expect(records[2].text("processor_id") == "worker_77")
    #expect(place.lock.holder() == nil)
    // Three batches of 64, and the look that found nothing more.
    #expect(place.service.boardCount == 4)
  }

  @Test func onceTakesTheFirstTicketOnly() throws {
    let tickets = try place.submit(2)
    let worker = place.worker(.once)
    worker.start()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    #expect(try place.status(of: tickets[0]) == .done)
    #expect(try place.status(of: tickets[1]) == .open)
  }

  @Test func aNudgeWakesAnIdleWorker() throws {
    let worker = place.worker()
    worker.start()
    #expect(place.recorder.wait { $0.phase == .idle })
    let ticket = try place.submit()[0]
    worker.nudge()
    #expect(place.recorder.wait { $0.event == .completed(ticket) })
    worker.stop()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    #expect(place.lock.holder() == nil)
  }

  @Test func anIdleWorkerNoticesThatItsLockIsGone() {
    let worker = place.worker()
    worker.start()
    #expect(place.recorder.wait { $0.phase == .idle })
    place.lock.overwrite(Sample.holder)
    worker.nudge()
    #expect(place.recorder.wait { $0.event == .lockLost })
    #expect(place.recorder.wait { if case .blocked = $0.phase { true } else { false } })
    worker.stop()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    #expect(place.lock.holder() == Sample.holder)
  }

  @Test func aStopFinishesTheTicketInHandAndReleases() throws {
    let tickets = try place.submit(2)
    let worker = place.worker(pace: WorkerPace(delay: .seconds(30), lastDelay: .milliseconds(50)))
    worker.start()
    #expect(place.recorder.wait { $0.event == .took(tickets[0]) })
    worker.stop()
    #expect(worker.phase == .stopping(tickets[0]))
    #expect(!worker.waitUntilStopped(timeout: .zero))
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    #expect(try place.status(of: tickets[0]) == .done)
    #expect(try place.status(of: tickets[1]) == .open)
    #expect(worker.ending == .stopped)
    #expect(worker.phase == .off)
    #expect(place.recorder.phases.last == .off)
    #expect(place.lock.holder() == nil)
  }

  @Test func waitsForTheLockAndStartsByItselfWhenItIsFree() throws {
    let ticket = try place.submit()[0]
    place.lock.overwrite(Sample.holder)
    let worker = place.worker()
    worker.start()
    #expect(place.recorder.wait { if case .blocked = $0.phase { true } else { false } })
    #expect(try place.status(of: ticket) == .open)
    place.lock.overwrite(nil)
    #expect(place.recorder.wait { $0.event == .completed(ticket) })
    worker.stop()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
  }

  @Test func theCommandsWorkerEndsWhenLockedAndWritesNothing() throws {
    let ticket = try place.submit()[0]
    place.lock.overwrite(Sample.holder)
    let worker = place.worker(whenLocked: .fail)
    worker.start()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    #expect(worker.ending == .locked(by: Sample.holder))
    #expect(try place.status(of: ticket) == .open)
    #expect(place.lock.holder() == Sample.holder)
  }

  @Test func aLockLostInTheMiddleIsFencedAndWaitedFor() throws {
    let tickets = try place.submit(2)
    let lock = place.lock
    let isFirst = Atomic(true)
    place.service.onStep { step in
      if step.status == .done, isFirst.exchange(false, ordering: .relaxed) { lock.overwrite(Sample.holder) }
      return nil
    }
    let worker = place.worker()
    worker.start()
    #expect(place.recorder.wait { $0.event == .lockLost })
    #expect(place.recorder.wait { if case .blocked = $0.phase { true } else { false } })
    #expect(place.recorder.events.contains(.leftInProgress(tickets[0])))
    #expect(try place.status(of: tickets[0]) == .inProgress)
    #expect(lock.holder() == Sample.holder)
    lock.overwrite(nil)
    #expect(place.recorder.wait { $0.event == .completed(tickets[1]) })
    worker.stop()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
  }

  @Test func aThrownErrorStopsTheWorkerAndReleasesTheLock() throws {
    try place.submit()
    place.service.onStep { _ in Sample.diskFull }
    let worker = place.worker(.drain)
    worker.start()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    #expect(worker.ending == .failed(.service(Sample.diskFull)))
    #expect(
      place.recorder.events == [.acquired(tookOverFrom: nil), .failed(.service(Sample.diskFull)), .released])
    #expect(place.lock.holder() == nil)
  }

  @Test func aCompleteThatFailsIsTriedUntilItSucceedsAndWrittenOnce() throws {
    let ticket = try place.submit()[0]
    let failures = Atomic(3)
    place.service.onStep { step in
      guard step.status == .done, failures.load(ordering: .relaxed) > 0 else { return nil }
      failures.subtract(1, ordering: .relaxed)
      return Sample.diskFull
    }
    let worker = place.worker(.drain)
    worker.start()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    #expect(
      place.recorder.events == [
        .acquired(tookOverFrom: nil), .took(ticket), .retrying(ticket, Sample.diskFull), .completed(ticket), .released,
      ])
    #expect(try place.tickets.ticket(ticket.id).records.count == 3)
  }

  @Test func twoWorkersShareTheTicketsOneAfterTheOther() throws {
    let tickets = try place.submit(40)
    let one = place.worker(.drain)
    let two = place.worker(.drain)
    one.start()
    two.start()
    #expect(one.waitUntilStopped(timeout: .seconds(10)))
    #expect(two.waitUntilStopped(timeout: .seconds(10)))
    for ticket in tickets { #expect(try place.tickets.ticket(ticket.id).records.count == 3) }
    let events = place.recorder.events.filter { if case .passedOver = $0 { true } else { false } }
    #expect(events == [])
  }

  @Test func canBeTurnedOffAndOnAgainAnyNumberOfTimes() throws {
    let worker = place.worker()
    for _ in 0..<50 {
      worker.start()
      worker.start()
      worker.stop()
      if Bool.random() { worker.stop() }
    }
    worker.start()
    let ticket = try place.submit()[0]
    worker.nudge()
    #expect(place.recorder.wait { $0.event == .completed(ticket) })
    worker.stop()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    #expect(place.lock.holder() == nil)
    #expect(place.recorder.phases.last == .off)
  }

  @Test func aStartWhileTheThreadIsLeavingIsNotLost() throws {
    let itself = Mutex<TicketWorker?>(nil)
    let worker = place.worker { phase, _ in
      // Told between the decision to end and the thread's leave.
      if phase == .off { itself.withLock { $0.take() }?.start() }
    }
    itself.withLock { $0 = worker }
    place.lock.overwrite(Sample.holder)
    worker.start()
    #expect(place.recorder.wait { if case .blocked = $0.phase { true } else { false } })
    worker.stop()
    #expect(place.recorder.wait { $0.phase == .off })
    place.lock.overwrite(nil)
    #expect(place.recorder.wait { $0.event == .acquired(tookOverFrom: nil) })
    worker.stop()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
  }

  @Test func aRingBetweenDecidingAndWaitingIsNotLost() throws {
    let ticket = try place.submit()[0]
    let itself = Mutex<TicketWorker?>(nil)
    let pace = WorkerPace(delay: .seconds(30), lastDelay: .seconds(2))
    let worker = place.worker(pace: pace) { phase, _ in
      // Told between the decision to wait for the last delay and that wait.
      if phase == .stopping(ticket) { itself.withLock { $0.take() }?.start() }
    }
    itself.withLock { $0 = worker }
    worker.start()
    #expect(place.recorder.wait { $0.event == .took(ticket) })
    worker.stop()
    #expect(place.recorder.wait { $0.phase == .stopping(ticket) })
    let stopped = ContinuousClock.now
    #expect(place.recorder.waitForLast { if case .working = $0 { true } else { false } })
    #expect(stopped.duration(to: .now) < .seconds(1))
    worker.stop()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
  }

  @Test func noNudgeIsLostWhateverTheMoment() throws {
    let worker = place.worker()
    worker.start()
    for round in 0..<300 {
      let ticket = try place.submit()[0]
      for _ in 0..<(round * 7 % 100) { sched_yield() }
      worker.nudge()
      try #require(place.recorder.wait { $0.event == .completed(ticket) }, "round \(round)")
    }
    worker.stop()
    #expect(worker.waitUntilStopped(timeout: .seconds(5)))
  }

  @Test func aStoppedWorkerIsNotKeptAlive() throws {
    weak var gone: TicketWorker?
    do {
      let worker = place.worker(.drain)
      gone = worker
      worker.start()
      #expect(worker.waitUntilStopped(timeout: .seconds(5)))
    }
    // The thread's own reference goes with the thread, a moment after it said that it has left.
    let deadline = ContinuousClock.now + .seconds(5)
    while gone != nil, ContinuousClock.now < deadline { sched_yield() }
    #expect(gone == nil)
  }
}

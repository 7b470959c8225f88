import Testing
import TicketCore

@testable import Worker

@Suite("What the worker says")
struct SentenceTests {
  static let events: [WorkerEvent] = [
    .acquired(tookOverFrom: nil), .acquired(tookOverFrom: Sample.holder), .blocked(Sample.locked), .took(Sample.a),
    .completed(Sample.a), .passedOver(Sample.a, Sample.taken), .completeConflicted(Sample.a, Sample.taken),
    .retrying(Sample.a, Sample.diskFull), .renewalFailed(Sample.lockBusy), .leftInProgress(Sample.a), .lockLost,
    .released, .releaseFailed, .failed(.service(Sample.diskFull)), .failed(.lock(Sample.unusable)), .failed(.noThread),
  ]

  @Test func everyEventHasASentenceOfItsOwnInBothLanguages() {
    for language in Language.allCases {
      let sentences = Self.events.map { $0.sentence(in: language, now: Sample.time) }
      #expect(Set(sentences).count == Self.events.count)
    }
    for event in Self.events {
      #expect(event.sentence(in: .korean, now: Sample.time) != event.sentence(in: .english, now: Sample.time))
    }
  }

  @Test func aTakeoverNamesTheOldLock() {
    let now = Timestamp(microseconds: Sample.time.microseconds + 700_000_000)
    let said = WorkerEvent.acquired(tookOverFrom: Sample.holder).sentence(in: .english, now: now)
    #expect(said == "A stale worker lock was taken over (700 s old): {…}")
  }

  @Test func aLockThatIsNotStaleWasTakenFromTheDead() {
    let now = Timestamp(microseconds: Sample.time.microseconds + 599_000_000)
    let said = WorkerEvent.acquired(tookOverFrom: Sample.holder).sentence(in: .english, now: now)
    #expect(said == "The worker lock was taken over from a process that is gone (599 s old): {…}")
  }

  @Test func aStepThatMayNotLastNamesItsTicket() {
    let error = TicketServiceError(.durabilityUnknown, context: "ticket_results.jsonl", errno: 5)
    for event in [WorkerEvent.passedOver(Sample.a, error), .completeConflicted(Sample.a, error)] {
      #expect(event.sentence(in: .english, now: Sample.time).hasPrefix("Ticket \(Sample.a.id): ticket_results.jsonl"))
    }
  }

  @Test func onlyAHealthyDayIsRoutine() {
    let routine = Self.events.filter { $0.weight == .routine }
    #expect(routine == [.acquired(tookOverFrom: nil), .took(Sample.a), .completed(Sample.a), .released])
  }
}

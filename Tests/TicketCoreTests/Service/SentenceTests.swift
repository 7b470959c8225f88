import Testing
import TicketCore

struct SentenceTests {
  private static let codes: [TicketServiceError.Code] = [
    .notFound, .conflict(current: .done), .lockLost, .busy, .unreadable, .unwritable, .diskFull, .durabilityUnknown,
    .tooLarge,
  ]
  private static let reasons: [Problem.Reason] = [
    .notJSON, .invalidUTF8, .nulByte, .notAnObject, .duplicateKey, .lineTooLong, .tooDeep, .unknownSchema,
    .missingRequestID, .unknownStatus, .salvaged, .duplicateRequest, .illegalStep(from: .open, to: .done), .orphan,
  ]

  @Test(arguments: Language.allCases) func everyReasonIsSaidInItsOwnWords(_ language: Language) {
    let errors = Self.codes.map { TicketServiceError($0, context: "X").sentence(in: language) }
    let problems = Self.reasons.map { $0.sentence(in: language) }
    #expect(Set(errors).count == errors.count && Set(problems).count == problems.count)
    for sentence in errors + problems {
      let isKorean = sentence.unicodeScalars.contains { (0xac00...0xd7a3).contains($0.value) }
      #expect(isKorean == (language == .korean))
    }
  }

  @Test func aConflictNamesTheCurrentStatus() {
    let error = TicketServiceError(.conflict(current: .failed), context: "id-1")
    #expect(error.sentence(in: .english).contains("FAILED") && error.sentence(in: .english).contains("id-1"))
  }

  @Test func aHeldLockNamesPidLifeAgeAndWhenItBecomesStale() {
    let holder = LockHolder(pid: 42, acquiredAt: Timestamp(microseconds: 0), isAlive: false, content: "")
    let sentence = holder.sentence(in: .english, now: Timestamp(microseconds: 90_500_000))
    for part in ["42", "not running", "90 s", "510 s"] { #expect(sentence.contains(part)) }
  }

  @Test(arguments: Language.allCases) func aLockOfTheFutureIsNotSomeSecondsAgo(_ language: Language) {
    let holder = LockHolder(pid: 42, acquiredAt: Timestamp(microseconds: 86_400_000_000), isAlive: false, content: "")
    let sentence = holder.sentence(in: language, now: Timestamp(microseconds: 0))
    for part in ["42", "86400", "87000"] { #expect(sentence.contains(part)) }
    #expect(!sentence.contains("-"))
  }
}

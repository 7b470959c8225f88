import Glibc
import TicketCore
import Testing

@testable import Console

@Suite struct AnswerTests {
  static let id = Ticket.ID.text("t-1")

  @Test func submitAnswersWithTheReceipt() {
    let at = Timestamp(microseconds: 0).at(.korea)
    let answer = Answer(SubmitReceipt(requestID: Self.id, requestedAt: at))
    #expect(
      JSONWriter.text(answer.json)
        == #"{"result": "OK", "request_id": "t-1", "requested_at": "1970-01-01T09:00:00.000000+09:00", "status": "OPEN", "appended": true}"#
    )
    #expect(answer.exit == .done && answer.sentences.isEmpty)
  }

  @Test func aTimeThatTheServerDoesNotSayIsNotMadeUp() {
    #expect(Answer(SubmitReceipt(requestID: Self.id, requestedAt: nil)).json["requested_at"] == .null)
  }

  @Test func stepsAnswerWithTheNewStatus() {
    let answer = Answer(StepReceipt(requestID: Self.id, newStatus: .inProgress, resultID: .text("r-1")))
    #expect(
      JSONWriter.text(answer.json)
        == #"{"result": "OK", "request_id": "t-1", "new_status": "IN_PROGRESS", "result_id": "r-1"}"#)
    #expect(answer.exit == .done)
  }

  @Test func aConflictNamesTheCurrentStatus() {
    let answer = Answer(TicketServiceError(.conflict(current: .done), context: "t-1"), in: .korean)
    #expect(
      JSONWriter.text(answer.json)
        == #"{"result": "CONFLICT", "message": "Ticket t-1 is DONE; this step is not possible.", "current_status": "DONE", "errors": []}"#
    )
    #expect(answer.exit == .conflict)
    #expect(answer.sentences == ["티켓 t-1의 상태가 DONE이므로 할 수 없습니다."])
  }

  @Test(arguments: [
    (TicketServiceError(.notFound, context: "x"), ExitCode.noSuchTicket, nil as JSONValue?),
    (TicketServiceError(.diskFull, context: "x", errno: ENOSPC), .failed, .bool(false)),
    (TicketServiceError(.unwritable, context: "x", errno: EACCES), .failed, .bool(false)),
    (TicketServiceError(.busy, context: "x"), .failed, .bool(false)),
    (TicketServiceError(.unreadable, context: "x"), .failed, .bool(false)),
    (TicketServiceError(.durabilityUnknown, context: "x"), .failed, nil),
    (TicketServiceError(.tooLarge, context: "x"), .wrongWords, .bool(false)),
    (TicketServiceError(.lockLost, context: "x"), .locked, .bool(false)),
  ])
  func failuresOfTheServiceAreFails(_ error: TicketServiceError, _ exit: ExitCode, _ appended: JSONValue?) {
    let answer = Answer(error, in: .english)
    #expect(answer.exit == exit)
    #expect(answer.json["result"] == "FAIL")
    #expect(answer.json["appended"] == appended)
    #expect(answer.json["message"]?.string == answer.sentences.first)
  }

  @Test func allErrorsOfASubmissionComeAtOnceAndInEnglishJSON() throws {
    let bench = Bench(language: .korean)
    let command = try command("submit reconcile --mode BAD")
    guard case .write(.submit(let json)) = command else { throw Unexpected() }
    let code = bench.context.submit(json, to: bench.service)
    #expect(code == .wrongWords)
    #expect(
      bench.output(of: code) == """
        {"result": "FAIL", "message": "The ticket is not valid: 2 errors.", "errors": \
        [{"field": "payload.mode", "reason": "payload.mode must be FULL or INCREMENTAL."}, \
        {"field": "payload.reason", "reason": "payload.reason is required."}]}

        """)
    #expect(
      bench.err.text == """
        tickets: --mode: FULL, INCREMENTAL 중 하나여야 합니다.
        tickets: --reason 항목이 필요합니다.

        """)
    #expect(bench.service.currentBoard.count == 0)
  }

  @Test func aWordThatIsNotUTF8IsAnAnswerToo() throws {
    let words = ["consume", "t-1", "--processor", "\u{FFFD}\u{FFFD}"]
    let result = Invocation.parse(words, garbled: "--processor \u{FFFD}\u{FFFD}", Environment([:]))
    guard case .failure(let error) = result else { throw Unexpected() }
    let bench = Bench(language: .korean)
    let code = bench.context.explain(error)
    #expect(code == .wrongWords)
    #expect(bench.output(of: code).contains("'--processor \u{FFFD}\u{FFFD}' is not UTF-8; say it in UTF-8."))
    #expect(bench.err.text.contains("UTF-8이 아닙니다. UTF-8로 적으세요: '--processor \u{FFFD}\u{FFFD}'"))
  }

  @Test(
    arguments: [ENOSPC, EPIPE],
    [
      (Language.english, "; only this answer could not be written."), (.korean, ": 처리되었으나 응답을 출력하지 못했습니다."),
    ])
  func whatWasDoneIsSaidWhereItsAnswerCannotBeWritten(_ errno: CInt, _ said: (Language, String)) throws {
    let bench = Bench(language: said.0, failure: FileError(errno: errno))
    let id = try bench.submit(reason: "x")
    #expect(bench.context.finish(bench.context.consume(id, by: "manual", at: bench.service)) == .failed)
    #expect(bench.err.text.contains("\(id)"))
    #expect(bench.err.text.contains("IN_PROGRESS"))
    #expect(bench.err.text.contains(said.1))
  }

  @Test func whatWasNotDoneIsNotSaidToBe() {
    let bench = Bench(failure: FileError(errno: ENOSPC))
    let code = bench.context.consume(Self.id, by: "manual", at: bench.service)
    #expect(bench.context.finish(code) == .failed)
    #expect(!bench.err.text.contains("could not be written"))
  }

  @Test func wrongWordsOfACommandThatAnswersAreAnAnswerToo() throws {
    let bench = Bench()
    let code = bench.context.explain(try #require(usageError("complete t-1 --status OPEN")))
    #expect(code == .wrongWords)
    #expect(bench.output(of: code).hasPrefix(#"{"result": "FAIL", "message": "--status takes DONE or FAILED"#))
    #expect(bench.output(of: code).contains(#""errors": [{"field": "status""#))
  }

  @Test func wrongWordsOfOtherCommandsLeaveStandardOutputEmpty() throws {
    let bench = Bench()
    let code = bench.context.explain(try #require(usageError("board --limit x")))
    #expect(bench.output(of: code) == "")
    #expect(bench.err.text.contains("tickets: --limit takes"))
    #expect(bench.err.text.contains("tickets board --help"))
  }

  @Test func stepsFollowTheStateMachineAndItsExitCodes() throws {
    let bench = Bench()
    let id = try bench.submit(reason: "r")
    let complete = CompleteCommand(id: id, outcome: .failed, message: "m", processor: "p", artifacts: ["a"])
    #expect(bench.context.complete(complete, at: bench.service) == .conflict)
    #expect(bench.context.consume(id, by: "p", at: bench.service) == .done)
    #expect(bench.context.consume(id, by: "p", at: bench.service) == .conflict)
    #expect(bench.context.complete(complete, at: bench.service) == .done)
    #expect(bench.context.consume(.text("nobody"), by: "p", at: bench.service) == .noSuchTicket)
    let results = bench.out.text.split(separator: "\n").map { $0.prefix(22) }
    #expect(results.count == 5)
    #expect(try bench.service.ticket(id).ticket.status == .failed)
  }

  @Test(arguments: [ENOSPC, EPIPE])
  func outputThatCannotBeWrittenIsAFailure(_ number: CInt) throws {
    let bench = Bench(failure: FileError(errno: number))
    _ = try bench.submit(reason: "r")
    #expect(bench.context.finish(try bench.context.board(BoardQuery(), json: true, of: bench.view)) == .failed)
    #expect(bench.err.text.isEmpty == (number == EPIPE))
  }
}

struct Unexpected: Error {}

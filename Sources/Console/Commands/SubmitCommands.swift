import Glibc
import TicketCore

extension CommandContext {
  /// `tickets submit` with options; errors call its fields by the options that they were given with.
  func submit(_ json: JSONValue, to service: some TicketService) -> ExitCode {
    give(answer(json, from: service, says: Self.option(of:)))
  }

  /// `tickets submit --json`: an answer for each object, and the first failure's code.
  func submit(from input: InputPath, to service: some TicketService) -> ExitCode {
    let file: CInt
    switch input {
    case .standardInput: file = STDIN_FILENO
    case .file(let path): file = open(path, O_RDONLY | O_CLOEXEC)
    }
    guard file >= 0 else { return give(unreadable(input, errno)) }
    defer { if file != STDIN_FILENO { close(file) } }
    return submit(Submissions(LineReader(file)), from: input, to: service)
  }

  private func submit(_ found: Submissions, from input: InputPath, to service: some TicketService) -> ExitCode {
    var found = found
    var exits: [ExitCode] = []
    while output.failure == nil, let next = found.next() {
      let answer = answer(next.content, from: input, service)
      exits.append(give(next.line.map { answer.at(line: $0, in: language) } ?? answer))
      if case .failure(.unreadable) = next.content { break }
    }
    if exits.isEmpty, output.failure == nil {
      let empty = Wording("There is no TICKET_SUBMIT_V1 object in the input.", "입력에 TICKET_SUBMIT_V1 객체가 없습니다.")
      return give(Answer(unusable: empty, exit: .wrongWords, in: language))
    }
    return exits.first { $0 != .done } ?? .done
  }

  private func answer(
    _ found: Result<JSONValue, Submissions.Obstacle>, from input: InputPath, _ service: some TicketService
  ) -> Answer {
    switch found {
    case .success(let json): answer(json, from: service)
    case .failure(.notJSON(let reason)): notJSON(reason)
    case .failure(.tooLong): notJSON(.lineTooLong)
    case .failure(.unreadable(let error)): unreadable(input, error.errno)
    }
  }

  private func answer(
    _ json: JSONValue, from service: some TicketService, says: (String) -> String = { $0 }
  ) -> Answer {
    do {
      let submission = try TicketSubmission(json: json)
      do {
        return Answer(try service.submit(submission))
      } catch {
        return Answer(error, in: language)
      }
    } catch {
      return Answer(error, in: language, says: says)
    }
  }

  private func notJSON(_ reason: Problem.Reason) -> Answer {
    let sentence = Wording(
      "The input is no submission: \(reason.sentence(in: .english)).",
      "입력이 제출 객체가 아닙니다: \(reason.sentence(in: .korean)).")
    return Answer(unusable: sentence, exit: .wrongWords, in: language)
  }

  private func unreadable(_ input: InputPath, _ number: CInt) -> Answer {
    let reason = SystemReason.text(number)
    let sentence =
      switch input {
      case .standardInput:
        Wording("Standard input cannot be read\(reason).", "표준 입력을 읽을 수 없습니다\(reason).")
      case .file(let path): Wording("\(path) cannot be read\(reason).", "\(path): 읽을 수 없습니다\(reason).")
      }
    return Answer(unusable: sentence, exit: .failed, in: language)
  }

  /// The option that a field of the submission was given with.
  private static func option(of field: String) -> String {
    let options: [String: OptionName] = [
      "payload.mode": .mode, "payload.reason": .reason, "payload.message_id": .messageID, "trace_id": .traceID,
    ]
    return options[field]?.word ?? field
  }
}

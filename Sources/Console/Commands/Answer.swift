import TicketCore

/// What submit, consume and complete answer, failures included (spec: cli.md).
struct Answer: Hashable, Sendable {
  let json: JSONValue
  let exit: ExitCode
  /// What went wrong, in the operator's language. Foreign text: sanitise before showing it.
  let sentences: [String]
  /// What was done, for whoever cannot be given the JSON; nil where nothing was. Foreign text, likewise.
  let deed: Wording?

  init(_ receipt: SubmitReceipt) {
    json = receipt.json
    exit = .done
    sentences = []
    let id = receipt.requestID.description
    deed = Wording("Ticket \(id) was filed", "접수된 티켓 \(id)")
  }

  init(_ receipt: StepReceipt) {
    json = receipt.json
    exit = .done
    sentences = []
    let (id, status) = (receipt.requestID.description, receipt.newStatus.rawValue)
    deed = Wording("Ticket \(id) is \(status) now", "\(status) 상태가 된 티켓 \(id)")
  }

  init(_ error: TicketServiceError, in language: Language) {
    let message = error.sentence(in: .english)
    switch error.code {
    case .conflict(let current):
      json = .failure("CONFLICT", message, [JSONValue.Member("current_status", .string(current.rawValue))])
    case .notFound:
      json = .failure("FAIL", message, errors: [FieldError(field: "request_id", reason: error.sentence(in: .english))])
    case .durabilityUnknown, .answerLost:
      json = .failure("FAIL", message)
    case .lockLost, .busy, .unreadable, .changing, .unwritable, .diskFull, .tooLarge, .unreachable, .unauthorized,
      .untrusted, .refused:
      json = .failure("FAIL", message, [JSONValue.Member("appended", .bool(false))])
    }
    exit = error.exitCode
    deed = nil
    sentences = [error.sentence(in: language)]
  }

  /// `says` is how the operator calls the field that an error is about.
  init(_ errors: ValidationErrors, in language: Language, says: (String) -> String = { $0 }) {
    let count = errors.all.count
    json = .failure(
      "FAIL", count == 1 ? "The ticket is not valid: 1 error." : "The ticket is not valid: \(count) errors.",
      errors: errors.all.map { FieldError($0) })
    exit = .wrongWords
    deed = nil
    sentences = errors.all.map { ValidationError(field: says($0.field), rule: $0.rule).sentence(in: language) }
  }

  init(_ error: UsageError, in language: Language) {
    let message = error.sentence(in: .english)
    json = .failure("FAIL", message, errors: [FieldError(field: error.field, reason: message)])
    exit = .wrongWords
    deed = nil
    sentences = [error.sentence(in: language)]
  }

  /// Input that could not be taken as a submission at all.
  init(unusable input: Wording, exit: ExitCode, in language: Language) {
    json = .failure("FAIL", input.english, errors: [FieldError(field: "submission", reason: input.english)])
    self.exit = exit
    deed = nil
    sentences = [input.in(language)]
  }

  /// The same, its sentences saying which line of the input they are about.
  func at(line: Int, in language: Language) -> Answer {
    let place = Wording("line \(line): ", "\(line)번째 줄: ")
    return Answer(
      json: json, exit: exit, sentences: sentences.map { place.in(language) + $0 },
      deed: deed.map { Wording(place.english + $0.english, place.korean + $0.korean) })
  }

  private init(json: JSONValue, exit: ExitCode, sentences: [String], deed: Wording?) {
    self.json = json
    self.exit = exit
    self.sentences = sentences
    self.deed = deed
  }
}

extension CommandContext {
  /// Gives the answer: JSON on standard output, at once, and a sentence for each error on standard error; there it also
  /// stands what was done, if standard output cannot be written: else it would be done again.
  func give(_ answer: Answer) -> ExitCode {
    line(answer.json)
    output.flush()
    if output.failure != nil, let deed = answer.deed {
      diagnostics.say(
        deed.in(language) + language.pick("; only this answer could not be written.", ": 처리되었으나 응답을 출력하지 못했습니다."))
    }
    for sentence in answer.sentences { diagnostics.say(sentence) }
    return answer.exit
  }
}

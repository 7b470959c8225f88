import TicketCore

/// What submit, consume and complete answer, failures included (spec: cli.md).
struct Answer: Hashable, Sendable {
  let json: JSONValue
  let exit: ExitCode
  /// What went wrong, in the operator's language. Foreign text: sanitise before showing it.
  let sentences: [String]

  init(_ receipt: SubmitReceipt) {
    json = [
      "result": "OK", "request_id": .string(receipt.requestID.description),
      "requested_at": .string(receipt.requestedAt.text), "status": .string(TicketStatus.open.rawValue),
      "appended": .bool(true),
    ]
    exit = .done
    sentences = []
  }

  init(_ receipt: StepReceipt) {
    json = [
      "result": "OK", "request_id": .string(receipt.requestID.description),
      "new_status": .string(receipt.newStatus.rawValue), "result_id": .string(receipt.resultID.description),
    ]
    exit = .done
    sentences = []
  }

  init(_ error: TicketServiceError, in language: Language) {
    let message = error.explanation(in: .english)
    switch error.code {
    case .conflict(let current):
      json = Self.failure("CONFLICT", message, [("current_status", .string(current.rawValue))])
    case .notFound:
      json = Self.failure("FAIL", message, errors: [("request_id", error.sentence(in: .english))])
    case .durabilityUnknown, .answerLost:
      json = Self.failure("FAIL", message)
    case .lockLost, .busy, .unreadable, .unwritable, .diskFull, .tooLarge, .unreachable, .unauthorized, .refused:
      json = Self.failure("FAIL", message, [("appended", .bool(false))])
    }
    exit = error.exitCode
    sentences = [error.explanation(in: language)]
  }

  /// `says` is how the operator calls the field that an error is about.
  init(_ errors: ValidationErrors, in language: Language, says: (String) -> String = { $0 }) {
    let count = errors.all.count
    json = Self.failure(
      "FAIL", count == 1 ? "The ticket is not valid: 1 error." : "The ticket is not valid: \(count) errors.",
      errors: errors.all.map { ($0.field, $0.sentence(in: .english)) })
    exit = .wrongWords
    sentences = errors.all.map { ValidationError(field: says($0.field), rule: $0.rule).sentence(in: language) }
  }

  init(_ error: UsageError, in language: Language) {
    let message = error.sentence(in: .english)
    json = Self.failure("FAIL", message, errors: [(error.field, message)])
    exit = .wrongWords
    sentences = [error.sentence(in: language)]
  }

  /// Input that could not be taken as a submission at all.
  init(unusable input: Wording, exit: ExitCode, in language: Language) {
    json = Self.failure("FAIL", input.english, errors: [("submission", input.english)])
    self.exit = exit
    sentences = [input.in(language)]
  }

  /// The same, its sentences saying which line of the input they are about.
  func at(line: Int, in language: Language) -> Answer {
    Answer(
      json: json, exit: exit, sentences: sentences.map { language.pick("line \(line): ", "\(line)번째 줄: ") + $0 })
  }

  private init(json: JSONValue, exit: ExitCode, sentences: [String]) {
    self.json = json
    self.exit = exit
    self.sentences = sentences
  }

  private static func failure(
    _ result: String, _ message: String, _ more: [(key: String, value: JSONValue)] = [],
    errors: [(field: String, reason: String)] = []
  ) -> JSONValue {
    let list = errors.map { error -> JSONValue in ["field": .string(error.field), "reason": .string(error.reason)] }
    return .object(
      [JSONValue.Member("result", .string(result)), JSONValue.Member("message", .string(message))]
        + more.map { JSONValue.Member($0.key, $0.value) } + [JSONValue.Member("errors", .array(list))])
  }
}

extension CommandContext {
  /// Gives the answer: JSON on standard output, at once, and a sentence for each error on standard error.
  func give(_ answer: Answer) -> ExitCode {
    line(answer.json)
    output.flush()
    for sentence in answer.sentences { diagnostics.say(sentence) }
    return answer.exit
  }
}

import TicketCore
import TicketJSON

extension Response {
  /// What is wrong with a body: 422 where a field of its own is missing or of the wrong type, else 400.
  init(_ errors: [ValidationError]) {
    let isMalformed = errors.contains { $0.isOfBodyItself }
    let count = errors.count == 1 ? "1 error" : "\(errors.count) errors"
    self.init(
      isMalformed ? .unprocessableContent : .badRequest, failure: "The request is not valid: \(count).",
      errors: errors.map { FieldError($0) })
  }

  /// A body that is no JSON.
  init(_ error: JSONError) {
    let reason = "The body cannot be read: \(error.reason.sentence(in: .english))."
    self.init(.unprocessableContent, failure: reason, errors: [FieldError(field: "body", reason: reason)])
  }

  /// Why the service did not do it. Names no path.
  init(_ error: TicketServiceError) {
    let error = error.withoutFolder
    let message = error.sentence(in: .english)
    switch error.code {
    case .notFound:
      self.init(.notFound, failure: message, errors: [FieldError(field: "request_id", reason: message)])
    case .conflict(let current):
      let status = JSONValue.Member("current_status", .string(current.rawValue))
      self.init(.conflict, json: .failure("CONFLICT", message, [status]))
    case .tooLarge:
      self.init(.contentTooLarge, failure: message)
    case .busy:
      self.init(.serviceUnavailable, json: Self.notAppended(message))
      headers.add("Retry-After", "1")
    case .changing:
      self.init(.serviceUnavailable, failure: message)
      headers.add("Retry-After", "1")
    case .diskFull:
      self.init(.insufficientStorage, json: Self.notAppended(message))
    // It stands in the log, and whether it stays there nobody knows.
    case .durabilityUnknown, .answerLost:
      self.init(.internalServerError, failure: message)
    // The last ones are what a client of another server meets.
    case .lockLost, .unreadable, .unwritable, .unreachable, .unauthorized, .untrusted, .refused:
      self.init(.internalServerError, json: Self.notAppended(message))
    }
  }

  private static func notAppended(_ message: String) -> JSONValue {
    .failure("FAIL", message, [JSONValue.Member("appended", .bool(false))])
  }
}

extension ValidationError {
  /// Whether the body's own fields are not there, or of another type.
  fileprivate var isOfBodyItself: Bool {
    switch rule {
    case .missing, .wrongType: !field.hasPrefix("payload.")
    case .notAllowed, .empty, .tooLong, .controlCharacters, .unknownKey: false
    }
  }
}

extension TicketServiceError {
  /// The same about the log's name alone: callers need not know where it stands.
  fileprivate var withoutFolder: TicketServiceError {
    switch code {
    case .notFound, .conflict, .lockLost, .busy, .unreachable, .answerLost, .unauthorized, .untrusted,
      .refused:
      self
    case .unreadable, .changing, .unwritable, .diskFull, .durabilityUnknown, .tooLarge:
      TicketServiceError(code, context: context.split(separator: "/").last.map(String.init) ?? "", errno: errno)
    }
  }
}

import TicketCore

/// An answer that is not the one hoped for, and what it means (spec: api.md).
struct APIFailure {
  let request: HTTPRequest
  let answer: HTTPAnswer
  /// nil where the body is no JSON.
  let json: JSONValue?
  let caller: APICaller

  private var server: String { caller.server }

  private var isPost: Bool { request.method != .get }

  /// What the service throws; `subject` is what it is about.
  func error(about subject: String) -> TicketServiceError {
    switch answer.status {
    case 200 where isPost: TicketServiceError(.answerLost, context: said("the answer is no JSON"))
    case 200: TicketServiceError(.unreadable, context: "the answer of \(server)")
    case 404 where json?["result"] != nil: TicketServiceError(.notFound, context: subject)
    case 404: TicketServiceError(.refused, context: said("it has no \(request.path.prefix { $0 != "?" })"))
    case 409: conflict(about: subject)
    case 401: TicketServiceError(.unauthorized, context: server)
    case 413: TicketServiceError(.tooLarge, context: subject)
    case 507: TicketServiceError(.diskFull, context: said())
    case 503: TicketServiceError(.unreachable, context: said())
    case 500 where isPost: storageFailure
    case 500...: TicketServiceError(isPost ? .answerLost : .unreachable, context: said())
    default: TicketServiceError(.refused, context: said())
    }
  }

  /// What the service throws where there was no answer.
  static func error(_ error: TransportError, of request: HTTPRequest, server: String) -> TicketServiceError {
    if error.kind == .untrusted { return TicketServiceError(.untrusted, context: "\(server) (\(error.reason))") }
    let isLost = request.method != .get && error.wasSent
    return TicketServiceError(isLost ? .answerLost : .unreachable, context: "\(server): \(error.reason)")
  }

  private func conflict(about subject: String) -> TicketServiceError {
    guard let current = json?["current_status"]?.string.flatMap(TicketStatus.init(rawValue:)) else {
      return TicketServiceError(.refused, context: said())
    }
    return TicketServiceError(.conflict(current: current), context: subject)
  }

  /// Only `appended: false` says for certain that nothing was written.
  private var storageFailure: TicketServiceError {
    let isUnwritten = json?["appended"] == .bool(false)
    return TicketServiceError(isUnwritten ? .unwritable : .durabilityUnknown, context: said())
  }

  /// The server, and its words or else its status. Some servers say again what they were told: nobody needs to read the
  /// token for that.
  private func said(_ otherwise: String? = nil) -> String {
    let text = json?["message"]?.string ?? json?["detail"]?.string ?? otherwise ?? "\(answer.status)"
    return "\(server): \(caller.transport.withoutToken(text.hasSuffix(".") ? String(text.dropLast()) : text))"
  }
}

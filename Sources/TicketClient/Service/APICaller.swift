import TicketCore
import TicketJSON

/// Calls the API and tells what its answers mean, as JSON or as an error of the service.
struct APICaller: Sendable {
  let transport: HTTPTransport
  let retries: RetryPolicy

  /// The answer's JSON and what stood around it; `subject` is what an error is about, such as an id.
  func call(
    _ request: HTTPRequest, about subject: String
  ) throws(TicketServiceError) -> (json: JSONValue, answer: HTTPAnswer) {
    let answer = try answer(to: request)
    let json = try? JSONReader.value(ofAnswer: answer.body)
    guard answer.status == 200, let json else {
      throw APIFailure(request: request, answer: answer, json: json, caller: self).error(about: subject)
    }
    return (json, answer)
  }

  /// The name of the server in errors.
  var server: String { transport.endpoint.description }

  /// Calls, and calls again as long as that is allowed and useful.
  private func answer(to request: HTTPRequest) throws(TicketServiceError) -> HTTPAnswer {
    var failures = 0
    while true {
      let outcome = Result { () throws(TransportError) in try transport.call(request) }
      guard failures < retries.limit, RetryPolicy.allows(request.method, after: outcome.map(\.status)) else {
        do {
          return try outcome.get()
        } catch {
          throw APIFailure.error(error, of: request, server: server)
        }
      }
      failures += 1
      pause(after: failures)
    }
  }

  /// Waits before the next try.
  func pause(after failures: Int) {
    let bell = Bell()
    bell.wait(after: bell.heard, until: .now + retries.backoff.wait(after: failures, chance: .random(in: 0...1)))
  }
}

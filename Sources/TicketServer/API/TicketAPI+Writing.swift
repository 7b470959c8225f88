import TicketCore
import TicketJSON

extension TicketAPI {
  /// `POST /api/tickets`.
  func submit(_ request: Request) -> Response {
    reply { () throws(Refusal) in
      let json = try Self.json(request)
      do {
        return try service.submit(try TicketSubmission(json: json)).json
      } catch let error as ValidationErrors {
        throw Refusal(Response(error.all))
      } catch let error as TicketServiceError {
        throw Refusal(Response(error))
      } catch {
        throw Refusal(Response(.internalServerError, failure: "The ticket could not be submitted."))
      }
    }
  }

  /// `POST /api/tickets/consume`.
  func consume(_ request: Request) -> Response {
    reply { () throws(Refusal) in
      var fields = FieldReader(try Self.json(request))
      let id = fields.text("request_id")
      let processor = processor(&fields)
      return try take(.consume(by: processor), of: id, fields, try Self.key(request))
    }
  }

  /// `POST /api/tickets/complete`.
  func complete(_ request: Request) -> Response {
    reply { () throws(Refusal) in
      var fields = FieldReader(try Self.json(request))
      let id = fields.text("request_id")
      let status = fields.text("status")
      let message = fields.optionalText("message") ?? ""
      let processor = processor(&fields)
      let artifacts = fields.texts("artifacts")
      let outcome = TicketStep.Outcome.allCases.first { $0.rawValue.utf8.elementsEqual(status.utf8) }
      if outcome == nil, fields.errors.allSatisfy({ $0.field != "status" && $0.field != "body" }) {
        fields.report("status", .notAllowed(TicketStep.Outcome.allCases.map(\.rawValue)))
      }
      guard let outcome else { throw Refusal(Response(fields.errors)) }
      let step = TicketStep.complete(outcome, message: message, by: processor, artifacts: artifacts)
      return try take(step, of: id, fields, try Self.key(request))
    }
  }

  private func processor(_ fields: inout FieldReader) -> String {
    guard let processor = fields.optionalText("processor_id") else { return TicketStep.manualProcessor }
    if processor.isEmpty { fields.report("processor_id", .empty) }
    return processor
  }

  private func take(
    _ step: TicketStep, of id: String, _ fields: FieldReader, _ key: StepKey?
  ) throws(Refusal) -> JSONValue {
    guard fields.errors.isEmpty else { throw Refusal(Response(fields.errors)) }
    do throws(TicketServiceError) {
      guard let id = Ticket.ID(id) else { throw TicketServiceError(.notFound, context: "\"\"") }
      var step = step
      step.key = key
      return try service.take(step, of: id, fence: nil).json
    } catch {
      throw Refusal(Response(error))
    }
  }

  /// What the caller sends along so that it may send the step again; nil for who sends none.
  private static func key(_ request: Request) throws(Refusal) -> StepKey? {
    guard request.headers.has("Idempotency-Key") else { return nil }
    guard let key = request.headers.single("Idempotency-Key").flatMap(StepKey.init) else {
      let reason = "Idempotency-Key must stand once, as 1 to \(StepKey.limit) visible ASCII characters."
      throw Refusal(Response(.badRequest, failure: reason))
    }
    return key
  }

  private static func json(_ request: Request) throws(Refusal) -> JSONValue {
    do {
      return try JSONReader.value(request.body)
    } catch {
      throw Refusal(Response(error))
    }
  }

  private func reply(_ body: () throws(Refusal) -> JSONValue) -> Response {
    do {
      return Response(.ok, json: try body())
    } catch {
      return error.response
    }
  }
}

/// An answer that says no, on its way out of a call.
private struct Refusal: Error {
  let response: Response

  init(_ response: Response) { self.response = response }
}

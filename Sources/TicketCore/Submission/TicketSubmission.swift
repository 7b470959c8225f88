/// A TICKET_SUBMIT_V1 that keeps every rule (contract: Ticket Request V1, 2-A and 3; spec: tickets.md, "Submitting").
public struct TicketSubmission: Hashable, Sendable {
  /// The value of its `schema` key, where it has one.
  public static let schema = "TICKET_SUBMIT_V1"

  /// What the ticket asks for.
  public let payload: TicketPayload
  /// nil where none was given.
  public let traceID: String?

  /// Checks a submission as programs send it. Throws every error at once.
  public init(json: JSONValue) throws(ValidationErrors) {
    var check = SubmissionCheck()
    let submission = check.submission(json)
    guard let submission, check.errors.isEmpty else { throw ValidationErrors(check.errors) }
    self = submission
  }

  init(payload: TicketPayload, traceID: String?) {
    self.payload = payload
    self.traceID = traceID
  }
}

import TicketCore

extension TicketForm {
  /// The line that sending would append, but for what is given only then; nil while the form breaks a rule.
  var previewLine: String? {
    guard case .success(let submission) = submission else { return nil }
    let request = TicketRequest(
      requestID: .uuid(high: 0, low: 0), requestedAt: Timestamp(microseconds: 0), submission: submission)
    guard case .object(let members) = request.json else { return nil }
    let shown = members.map { Self.givenWhenSent.contains($0.key) ? JSONValue.Member($0.key, "...") : $0 }
    return JSONWriter.text(.object(shown))
  }

  private static let givenWhenSent = ["request_id", "requested_at"]
}

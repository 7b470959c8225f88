import TicketCore

/// A ticket as somebody of the demo files it, and what is said of it where it fails.
struct DemoTicket: Hashable, Sendable {
  let submission: TicketSubmission
  let failure: String

  /// The story as somebody tells it at `time` who speaks one of `languages`.
  init(
    _ story: DemoStory, at time: CivilTime, in languages: [Language], using generator: inout some RandomNumberGenerator
  ) throws(ValidationErrors) {
    let language = languages.random(using: &generator)
    let reason = story.reason.in(language)
    let payload: TicketPayload =
      switch story.type {
      case .reconcile:
        .reconcile(mode: TicketPayload.ReconcileMode.allCases.random(using: &generator), reason: reason)
      case .reports:
        .reports(
          mode: TicketPayload.ReportsMode.allCases.random(using: &generator), scope: .phaseCLatest, reason: reason)
      case .acknowledge:
        .acknowledge(messageID: "push_" + "\(time.date)_\(time.time)".filter { $0.isNumber || $0 == "_" })
      }
    let trace = Int.random(in: 1000...9999, using: &generator)
    submission = try TicketSubmission(json: [
      "request_type": .string(story.type.rawValue), "payload": payload.json,
      "trace_id": .optional(trace % 3 == 0 ? "trace-0000\(trace)" : nil),
    ])
    failure = story.failure.in(language)
  }
}

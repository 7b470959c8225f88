import TicketCore
import Worker

/// Two logs in which something has happened already: what the demo begins with.
struct DemoMorning: Hashable, Sendable {
  /// What has become of a ticket.
  private enum Fate {
    case done, failed
    /// Taken by hand a while ago, and never ended.
    case forgotten
    case inHand
    case open
  }

  /// The oldest first; the newer, the closer together.
  private static let fates: [Fate] =
    Array(repeating: .done, count: 6) + [.failed] + Array(repeating: .done, count: 5) + [.forgotten, .done, .done]
    + [.inHand] + Array(repeating: .open, count: 6)
  private static let seconds = 5.0 * 3600
  /// Whose first line is torn, as by a writer that was killed.
  private static let torn = 4

  /// `ticket_requests.jsonl`.
  private(set) var requests: [UInt8] = []
  /// `ticket_results.jsonl`.
  private(set) var results: [UInt8] = []

  /// The last hours before `now`; the same for the same numbers of `generator`.
  init(
    until now: Timestamp, _ offset: UTCOffset, in languages: [Language],
    using generator: inout some RandomNumberGenerator
  ) throws(ValidationErrors) {
    let worker = "worker_\(Int.random(in: 1000...9999, using: &generator))"
    let stories = DemoStory.all.shuffled(using: &generator)
    var steps: [TicketResult] = []
    for (index, fate) in Self.fates.enumerated() {
      let share = Double(Self.fates.count - index) / Double(Self.fates.count)
      let age = Self.seconds * share * share * share * Double.random(in: 0.9...1, using: &generator)
      let time = now.at(offset).later(by: -age)
      let ticket = try DemoTicket(
        stories[index % stories.count], at: CivilTime(microseconds: time.microseconds, offset: offset),
        in: languages, using: &generator)
      let id = Ticket.ID.random(using: &generator)
      let line = Self.line(TicketRequest(requestID: id, requestedAt: time, submission: ticket.submission).json)
      requests += (index == Self.torn ? line.prefix(100) + [UInt8(ascii: "\n")] : []) + line
      steps += Self.steps(fate, of: ticket, by: worker, using: &generator).map { later, step in
        TicketResult(
          resultID: .random(using: &generator), requestID: id, processedAt: time.later(by: later), step: step)
      }
    }
    steps.sort { $0.processedAt < $1.processedAt }
    results = steps.flatMap { Self.line($0.json) }
    // Somebody takes what is taken: the original system lets them.
    if let last = steps.last(where: { $0.step.status == .inProgress }) {
      let again = TicketResult(
        resultID: .random(using: &generator), requestID: last.requestID, processedAt: last.processedAt.later(by: 0.01),
        step: .consume())
      results += Self.line(again.json)
    }
  }

  /// What was done to a ticket, and how many seconds after it was filed.
  private static func steps(
    _ fate: Fate, of ticket: DemoTicket, by worker: String, using generator: inout some RandomNumberGenerator
  ) -> [(later: Double, step: TicketStep)] {
    let taken = Double.random(in: 0.1...1.5, using: &generator)
    switch fate {
    case .done:
      let message = WorkerTicket(id: .text("-"), type: .known(ticket.submission.payload.type)).message
      return [(taken, .consume(by: worker)), (taken + 1.01, .complete(.done, message: message, by: worker))]
    case .failed: return [(taken + 40, .consume()), (taken + 160, .complete(.failed, message: ticket.failure))]
    case .forgotten: return [(taken + 30, .consume())]
    case .inHand: return [(taken + 300, .consume())]
    case .open: return []
    }
  }

  private static func line(_ json: JSONValue) -> [UInt8] { JSONWriter.line(json) + [UInt8(ascii: "\n")] }
}

extension Timestamp {
  fileprivate func later(by seconds: Double) -> Timestamp {
    Timestamp(microseconds: microseconds + Int64(seconds * 1_000_000), zone: zone)
  }
}

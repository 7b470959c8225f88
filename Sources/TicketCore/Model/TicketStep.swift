/// One step of a ticket as a caller asks for it (spec: tickets.md, "Consume and complete").
public struct TicketStep: Hashable, Sendable {
  /// The two ways a ticket ends.
  public enum Outcome: String, CaseIterable, Sendable {
    case done = "DONE"
    case failed = "FAILED"

    /// What the ticket becomes.
    public var status: TicketStatus {
      switch self {
      case .done: .done
      case .failed: .failed
      }
    }
  }

  /// Who processes when nobody says who.
  public static let manualProcessor = "manual"
  /// The message of every consume.
  public static let consumeMessage = "티켓 처리 시작"

  /// What the ticket becomes.
  public let status: TicketStatus
  /// Who takes the step.
  public let processor: String
  /// What it says of the step; may be empty.
  public let message: String
  /// Relative paths of what was made.
  public let artifacts: [String]
  /// Makes this very attempt known when it comes again; nil where each attempt is one of its own.
  public var key: StepKey?

  /// OPEN → IN_PROGRESS.
  public static func consume(by processor: String = manualProcessor) -> TicketStep {
    TicketStep(status: .inProgress, processor: processor, message: consumeMessage, artifacts: [])
  }

  /// IN_PROGRESS → DONE or FAILED.
  public static func complete(
    _ outcome: Outcome, message: String, by processor: String = manualProcessor, artifacts: [String] = []
  ) -> TicketStep {
    TicketStep(status: outcome.status, processor: processor, message: message, artifacts: artifacts)
  }
}

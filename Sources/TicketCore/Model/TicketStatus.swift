/// Where a ticket stands (contract: Ticket Request V1, Status Enum).
public enum TicketStatus: String, CaseIterable, Sendable {
  case open = "OPEN"
  case inProgress = "IN_PROGRESS"
  case done = "DONE"
  case failed = "FAILED"

  /// The state machine, whole (contract: Ticket Result V1, 3): OPEN → IN_PROGRESS → DONE or FAILED, and no other step.
  public func accepts(_ next: TicketStatus) -> Bool {
    switch (self, next) {
    case (.open, .inProgress), (.inProgress, .done), (.inProgress, .failed): true
    case (.open, _), (.inProgress, _), (.done, _), (.failed, _): false
    }
  }
}

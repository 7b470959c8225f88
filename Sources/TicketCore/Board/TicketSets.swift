/// One `TicketSet` a status.
struct TicketSets: Sendable {
  private var open = TicketSet()
  private var inProgress = TicketSet()
  private var done = TicketSet()
  private var failed = TicketSet()

  subscript(status: TicketStatus) -> TicketSet {
    _read {
      switch status {
      case .open: yield open
      case .inProgress: yield inProgress
      case .done: yield done
      case .failed: yield failed
      }
    }
    _modify {
      switch status {
      case .open: yield &open
      case .inProgress: yield &inProgress
      case .done: yield &done
      case .failed: yield &failed
      }
    }
  }
}

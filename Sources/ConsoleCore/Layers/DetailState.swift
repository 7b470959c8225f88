import TicketCore

/// One ticket, opened: what is selected of what can be done to it, and how far its records are scrolled.
struct DetailState: Hashable {
  let ticket: Ticket.ID
  var actions: ListCursor
  private(set) var scroll = 0

  /// With the cursor on what changes nothing: Enter opens the ticket, and a key that repeats must do no more to it.
  init(ticket: Ticket.ID) {
    self.ticket = ticket
    actions = ListCursor(index: Self.commands.firstIndex(of: .copyID) ?? 0)
  }

  /// What a ticket's list offers, in this order.
  static let commands: [ConsoleCommand] = [
    .consume, .completeDone, .completeFailed, .copyID, .copyRecord, .showInColumn,
  ]

  /// Scrolls within `rows` of text, `visible` of them on the screen.
  mutating func scroll(by distance: Int, rows: Int, visible: Int) {
    scroll = max(0, min(scroll + distance, rows - visible))
  }

  /// Stays within a text that changed.
  mutating func settle(rows: Int, visible: Int) { scroll(by: 0, rows: rows, visible: visible) }
}

extension ConsoleCommand {
  /// What a ticket becomes by this command; nil if it changes none.
  var nextStatus: TicketStatus? {
    switch self {
    case .consume: .inProgress
    case .completeDone: .done
    case .completeFailed: .failed
    default: nil
    }
  }

  /// Whether it can be done to a ticket of this status.
  func isPossible(_ status: TicketStatus) -> Bool { nextStatus.map(status.accepts) ?? true }
}

import TicketCore

/// One ticket, opened: what is selected of what can be done to it, and how far its records are scrolled.
struct DetailState: Hashable {
  let ticket: Ticket.ID
  var actions = ListCursor()
  private(set) var scroll = 0

  /// What a ticket's list offers, in this order.
  static let commands: [ConsoleCommand] = [
    .consume, .completeDone, .completeFailed, .copyID, .copyRecord, .showInColumn,
  ]

  /// Scrolls within `rows` of text, `visible` of them on the screen.
  mutating func scroll(by distance: Int, rows: Int, visible: Int) {
    scroll = max(0, min(scroll + distance, rows - visible))
  }
}

/// Something that can be done to a ticket, or why it can't.
struct TicketAction: Hashable {
  let command: ConsoleCommand
  /// nil: it can be done.
  let hindrance: Hindrance?

  enum Hindrance: Hashable {
    case status(TicketStatus)
    case alreadyThere
  }

  init(_ command: ConsoleCommand, ticket: Ticket, focus: TicketStatus) {
    self.command = command
    if let next = command.nextStatus, !ticket.status.accepts(next) {
      hindrance = .status(ticket.status)
    } else if command == .showInColumn, ticket.status == focus {
      hindrance = .alreadyThere
    } else {
      hindrance = nil
    }
  }
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
}

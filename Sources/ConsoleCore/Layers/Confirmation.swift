import TicketCore

/// A question before something that cannot be undone: Enter confirms, Esc refuses.
struct Confirmation {
  enum Subject: Hashable {
    case ticket(Ticket.ID, ConsoleCommand)
    /// A form holds text that was not sent.
    case quit
  }

  let subject: Subject
  /// The message that a completion is given; nil where none is asked for.
  var message: TextField?

  init(_ subject: Subject) {
    self.subject = subject
    switch subject {
    case .ticket(_, .completeDone), .ticket(_, .completeFailed): message = TextField()
    case .ticket, .quit: message = nil
    }
  }

  var command: ConsoleCommand {
    switch subject {
    case .ticket(_, let command): command
    case .quit: .quit
    }
  }

  /// The step that is asked about; nil if it is no step.
  var step: TicketStep? {
    switch command {
    case .consume: .consume()
    case .completeDone: .complete(.done, message: message?.text ?? "")
    case .completeFailed: .complete(.failed, message: message?.text ?? "")
    default: nil
    }
  }
}

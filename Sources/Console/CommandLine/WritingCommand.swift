import TicketCore

/// What appends to the logs, and answers in JSON.
enum WritingCommand: Hashable, Sendable {
  /// A TICKET_SUBMIT_V1 made of options; what is missing there is missing here too.
  case submit(JSONValue)
  /// Submissions from a file, or from standard input.
  case submitFile(InputPath)
  case consume(Ticket.ID, processor: String)
  case complete(CompleteCommand)
}

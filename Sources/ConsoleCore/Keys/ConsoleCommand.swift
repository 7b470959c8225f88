/// Everything the operator can have the console do, by key, from a list, or by name.
public enum ConsoleCommand: String, CaseIterable, Sendable {
  // Moving.
  case up
  case down
  case previousColumn = "previous-column"
  case nextColumn = "next-column"
  case columnOpen = "open-column"
  case columnInProgress = "in-progress-column"
  case columnDone = "done-column"
  case columnFailed = "failed-column"
  case first
  case last
  case pageUp = "page-up"
  case pageDown = "page-down"
  case nextTrouble = "next-trouble"
  // A ticket.
  case open
  case consume
  case completeDone = "complete-done"
  case completeFailed = "complete-failed"
  case copyID = "copy-id"
  case copyRecord = "copy-record"
  case showInColumn = "show-in-column"
  // New tickets.
  case newTicket = "new"
  case newReconcile = "new-reconcile"
  case newReports = "new-reports"
  case newAcknowledge = "new-acknowledge"
  // The console.
  case toggleWorker = "worker"
  case toggleServer = "serve"
  case follow
  case pause
  case filter
  case clearFilter = "clear-filter"
  case problems
  case messages
  case palette = "commands"
  case help
  case repaint
  case suspend
  case back
  case quit
  case quitAnywhere = "quit-now"
}

extension ConsoleCommand {
  /// The chapter of the help that a command stands in.
  public enum Chapter: CaseIterable, Sendable { case newTickets, ticket, console, moving }

  /// Where the help and the README list it.
  public var chapter: Chapter {
    switch self {
    case .up, .down, .previousColumn, .nextColumn, .columnOpen, .columnInProgress, .columnDone, .columnFailed, .first,
      .last, .pageUp, .pageDown, .nextTrouble:
      .moving
    case .open, .consume, .completeDone, .completeFailed, .copyID, .copyRecord, .showInColumn: .ticket
    case .newTicket, .newReconcile, .newReports, .newAcknowledge: .newTickets
    case .toggleWorker, .toggleServer, .follow, .pause, .filter, .clearFilter, .problems, .messages, .palette, .help,
      .repaint, .suspend, .back, .quit, .quitAnywhere:
      .console
    }
  }
}

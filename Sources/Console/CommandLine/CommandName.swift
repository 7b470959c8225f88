/// Everything that the program can be told to do.
enum CommandName: CaseIterable, Sendable {
  case console
  case submitReconcile, submitReports, submitAcknowledge, submitJSON
  case consume, complete
  case board, show, tail
  case worker
  case serve
  case check, info
  case demo
  case help
  /// Prints the table of commands as the README shows it; for `make docs`.
  case docs
  /// Print the man page, and what lets a shell complete the words; for `make install`.
  case manual, bashCompletion, zshCompletion, fishCompletion

  /// Whether its answer is JSON on standard output whatever happens (spec: cli.md).
  var answersInJSON: Bool {
    switch self {
    case .submitReconcile, .submitReports, .submitAcknowledge, .submitJSON, .consume, .complete: true
    case .console, .board, .show, .tail, .worker, .serve, .check, .info, .demo, .help, .docs, .manual,
      .bashCompletion, .zshCompletion, .fishCompletion:
      false
    }
  }
}

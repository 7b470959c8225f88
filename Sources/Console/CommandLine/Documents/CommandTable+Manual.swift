import Reference

extension CommandTable {
  /// The man page `tickets(1)`.
  static var manual: ManualPage {
    ManualPage(
      program: reference, version: Product.version, purpose: "the ticket board in the terminal",
      description: description, sections: [exitStatus, variables, files, examples, seeAlso])
  }

  private static let description: [ManualSection.Block] = [
    .paragraph(
      """
      tickets files operators' tickets into two append-only logs, shows them live as a board, and runs the mock worker \
      that takes them to DONE. Nothing is executed, ever: a ticket is a record, and so is what becomes of it.
      """),
    .paragraph(
      """
      Without a command it opens the board in the terminal; ? lists the keys there. The commands do the same without a \
      screen, on the state folder or through the HTTP API of a server.
      """),
    .paragraph(
      """
      The answers of submit, consume and complete are JSON on standard output, failures included; sentences for people \
      go to standard error.
      """),
  ]

  private static var exitStatus: ManualSection {
    ManualSection("EXIT STATUS", ExitCode.allCases.map { .entry(String($0.rawValue), $0.meaning.english + ".") })
  }

  private static var variables: ManualSection {
    ManualSection("ENVIRONMENT", Environment.Name.allCases.map { .entry($0.rawValue, $0.meaning) })
  }

  private static let files = ManualSection(
    "FILES",
    [
      .entry(
        "tickets/ticket_requests.jsonl",
        "In the state folder: every ticket as it was submitted, one JSON object a line. Only ever appended to."),
      .entry("tickets/ticket_results.jsonl", "Beside it: each step of a ticket since, likewise."),
      .entry("worker.lock", "In the state folder: which worker runs, and since when."),
    ])

  private static let examples = ManualSection(
    "EXAMPLES",
    [
      .paragraph("Submit a ticket, take all there are to DONE, and look at the board:"),
      .example([
        "tickets submit reconcile --mode FULL --reason 'Quarter close'", "tickets worker --drain --delay 0",
        "tickets board",
      ]),
      .paragraph("Serve the API of a state folder, and open the board through it from elsewhere:"),
      .example(["tickets serve --state /var/lib/tickets", "tickets --api http://127.0.0.1:8000"]),
      .paragraph("Let bash complete the words of the commands, for this shell only:"),
      .example(["source <(tickets docs completion bash)"]),
    ])

  private static let seeAlso = ManualSection("SEE ALSO", [.paragraph("ticket-worker(1)")])
}

extension Environment.Name {
  /// What it is looked at for.
  fileprivate var meaning: String {
    switch self {
    case .state: "The state folder, where --state names none."
    case .api: "The server to work through, where neither --api nor --state is given."
    case .tokenFile: "The file with the server's token, where --token-file names none."
    case .localeOfAll, .localeOfMessages, .locale:
      "The language, Korean or English, where --lang names none; the first of LC_ALL, LC_MESSAGES and LANG that is set."
    case .terminal: "The kind of terminal that the board is drawn on."
    case .temporaryFolder: "Where tickets demo has its folder; /tmp where it is not set."
    }
  }
}

import Reference

extension Setting {
  /// The man page `ticket-worker(1)`.
  static var manual: ManualPage {
    ManualPage(
      program: reference, version: Product.version, purpose: "the mock worker of the ticket board",
      description: description, sections: [signals, exitStatus, variables, files, logs, examples, seeAlso])
  }

  private static let description: [ManualSection.Block] = [
    .paragraph(
      """
      ticket-worker takes OPEN tickets to DONE in file order, from the logs of a state folder or through the HTTP API \
      of a server. It executes nothing: what it records is a mock.
      """),
    .paragraph(
      """
      One worker runs at a time: it holds worker.lock in the state folder, with an API too, and a second one ends with \
      5. With more than one ticket at a time all are worked on under that one lock. A lock that was not renewed for 10 \
      minutes is stale and is taken over with a warning.
      """),
    .paragraph(
      """
      What fails is tried again, after waits that grow and are random. A ticket whose end could not be delivered is \
      logged with all that is needed to end it by hand, as tickets complete does; it is never ended twice.
      """),
  ]

  private static let signals = ManualSection(
    "SIGNALS",
    [
      .entry(
        "SIGTERM, SIGINT, SIGHUP",
        """
        Takes no more tickets, finishes what is in hand for \(WorkerProgram.longestFarewell.components.seconds) \
        seconds at most, releases the lock and ends with 0. A second one ends it at once.
        """)
    ])

  private static let exitStatus = ManualSection(
    "EXIT STATUS",
    [
      .entry("\(ExitCode.done)", "Done."),
      .entry("\(ExitCode.failed)", "It could not be done."),
      .entry("\(ExitCode.wrongWords)", "A setting is wrong; one sentence on standard error names it."),
      .entry("\(ExitCode.locked)", "Another worker holds the lock, or the lock was lost."),
    ])

  private static var variables: ManualSection {
    let named = allCases.compactMap { setting in setting.variable.map { ($0, setting) } }
    return ManualSection(
      "ENVIRONMENT",
      [.paragraph("An option counts more than its variable, and an empty variable is none.")]
        + named.map { .entry($0, "The same as \($1.word).") })
  }

  private static let files = ManualSection(
    "FILES",
    [
      .entry("worker.lock", "In the state folder: which worker runs, and since when."),
      .entry(
        "tickets/ticket_requests.jsonl, tickets/ticket_results.jsonl",
        "Beside it, where no API is used: the tickets, and each step of theirs. Only ever appended to."),
    ])

  private static let logs = ManualSection(
    "LOGS AND METRICS",
    [
      .paragraph(
        """
        Logs are JSON on standard error, one object a line: ts, level and msg, and where they apply request_id, \
        request_type, attempt, latency_ms and trace_id.
        """),
      .paragraph(
        """
        \(Setting.metrics.word) serves Prometheus text at /metrics: worker_events_total, worker_latency_seconds, \
        worker_poll_errors_total, worker_pool_active and worker_build_info.
        """),
    ])

  private static let examples = ManualSection(
    "EXAMPLES",
    [
      .paragraph("Take all OPEN tickets of a state folder to DONE, then end:"),
      .example(["ticket-worker --state state --drain"]),
      .paragraph("Stay and work through a server, eight tickets at a time, with figures for Prometheus:"),
      .example(["ticket-worker --api http://127.0.0.1:8000 --concurrency 8 --metrics 127.0.0.1:9090"]),
    ])

  private static let seeAlso = ManualSection("SEE ALSO", [.paragraph("tickets(1)")])
}

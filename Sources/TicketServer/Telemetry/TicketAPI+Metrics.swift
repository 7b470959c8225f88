import TicketCore

extension TicketAPI {
  /// `GET /metrics`.
  func exposition() -> Response {
    var page = Exposition()
    writeRequests(to: &page)
    writeBoard(to: &page)
    page.family("tickets_api_streams", .gauge, "Open event streams.")
    page.sample("tickets_api_streams", [], "\(streams.count)")
    page.family("tickets_build_info", .gauge, "The program that answers.")
    page.sample("tickets_build_info", [("version", version)], "1")
    return .metrics(page.text)
  }

  private func writeRequests(to page: inout Exposition) {
    let counted = metrics.current
    page.family("tickets_api_requests_total", .counter, "Requests answered, by call and status.")
    for (key, count) in counted.answered.sorted(by: { ($0.key.call, $0.key.status) < ($1.key.call, $1.key.status) }) {
      page.sample(
        "tickets_api_requests_total", [("call", key.call), ("status", "\(key.status)")], "\(count)")
    }
    page.family("tickets_api_request_duration_seconds", .histogram, "Time from a whole request to its answer.")
    for (call, histogram) in counted.durations.sorted(by: { $0.key < $1.key }) {
      page.histogram("tickets_api_request_duration_seconds", [("call", call)], histogram)
    }
  }

  private func writeBoard(to page: inout Exposition) {
    let (tickets, problems) = board.withBoard { board in
      (TicketStatus.allCases.map { board.count($0) }, LogFile.allCases.map { board.problemCount($0) })
    }
    page.family("tickets_board_tickets", .gauge, "Tickets on the board, by status.")
    for (status, count) in zip(TicketStatus.allCases, tickets) {
      page.sample("tickets_board_tickets", [("status", status.rawValue)], "\(count)")
    }
    page.family("tickets_log_problems", .gauge, "Bad lines and illegal steps, by log.")
    for (file, count) in zip(LogFile.allCases, problems) {
      page.sample("tickets_log_problems", [("file", file.rawValue)], "\(count)")
    }
  }
}

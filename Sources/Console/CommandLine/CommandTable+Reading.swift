import TicketCore

extension CommandTable {
  /// The commands that show tickets. Nothing is created or written.
  static let reading: [CommandSpec] = [board, show, tail]
  /// The commands that look at the state folder itself.
  static let looking: [CommandSpec] = [check, info]

  private static let board = CommandSpec(
    .board, "board",
    options: [
      OptionSpec(.json, .flag, "as TICKETS_BOARD_V1 instead of a table", "표 대신 TICKETS_BOARD_V1 JSON으로"),
      OptionSpec(
        .status, .choice(TicketStatus.allCases.map(\.rawValue)), repeats: true, "only tickets of this status",
        "이 상태의 티켓만"),
      OptionSpec(
        .type, .choice(RequestType.allCases.map(\.shortName)), repeats: true, "only tickets of this type",
        "이 유형의 티켓만"),
      OptionSpec(.limit, .count, "only the newest N", "최신 N건만"),
    ],
    summary: Wording("the board as a table, or as TICKETS_BOARD_V1", "상태 보드를 표 또는 TICKETS_BOARD_V1으로 출력"),
    details: Wording(
      "The newest ticket first. Statuses and types may be written short and in lower case: in-progress, reports.",
      "최신 티켓부터 보여 줍니다. 상태와 유형은 in-progress, reports처럼 짧게 소문자로 써도 됩니다."))

  private static let show = CommandSpec(
    .show, "show", operand: .ticketID,
    summary: Wording("one ticket with its whole history", "티켓 하나와 그 전체 이력"),
    details: Wording(
      "Each record is shown with its file, line and byte offset, and as it stands there.",
      "각 기록을 파일, 줄, 바이트 위치와 함께 있는 그대로 보여 줍니다."))

  private static let tail = CommandSpec(
    .tail, "tail", summary: Wording("one line for each change as it happens", "변경이 생길 때마다 한 줄씩 출력"),
    details: Wording("Until interrupted; ends with 0 then.", "중단할 때까지 계속하며, 그때 0으로 끝납니다."))

  private static let check = CommandSpec(
    .check, "check", options: [OptionSpec(.json, .flag, "as one JSON object", "JSON 객체 하나로")],
    summary: Wording("read both logs and print every problem", "두 로그를 읽고 모든 문제를 출력"),
    details: Wording(
      "Each as FILE:LINE @OFFSET: reason, then a summary. Ends with 1 if there are any.",
      "FILE:LINE @OFFSET: 이유 형식으로 하나씩, 끝에 요약을 출력합니다. 문제가 있으면 1로 끝납니다."))

  private static let info = CommandSpec(
    .info, "info",
    summary: Wording("every path in use, version, sizes, lock, terminal", "사용 중인 경로, 버전, 크기, 락, 터미널"))
}

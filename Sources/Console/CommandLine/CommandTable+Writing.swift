import TicketCore

extension CommandTable {
  /// The commands that append to the logs. Each answers with one line of JSON.
  static let writing: [CommandSpec] = [
    submitReconcile, submitReports, submitAcknowledge, submitJSON, consume, complete,
  ]

  private static let reason = OptionSpec(
    .reason, .text("TEXT"), isRequired: true, "why, in 1 to 200 characters", "사유, 1~200자")
  private static let traceID = OptionSpec(
    .traceID, .text("TRACE"), "an id of your own to find the ticket by", "추적용 ID (선택)")
  private static let processor = OptionSpec(
    .processor, .text("NAME"), "who does it (else manual)", "처리자 (기본 manual)")

  private static let submitReconcile = CommandSpec(
    .submitReconcile, "submit reconcile",
    options: [
      OptionSpec(
        .mode, .choice(TicketPayload.ReconcileMode.allCases.map(\.rawValue)), isRequired: true, "what to reconcile",
        "정산 범위"),
      reason, traceID,
    ],
    summary: Wording("submit a REQUEST_RECONCILE ticket", "REQUEST_RECONCILE 티켓 제출"), details: submitDetails)

  private static let submitReports = CommandSpec(
    .submitReports, "submit reports",
    options: [
      OptionSpec(
        .mode, .choice(TicketPayload.ReportsMode.allCases.map(\.rawValue)), isRequired: true, "how to make the reports",
        "보고서 생성 방식"),
      reason, traceID,
    ],
    summary: Wording("submit a REQUEST_REPORTS ticket", "REQUEST_REPORTS 티켓 제출"), details: submitDetails)

  private static let submitAcknowledge = CommandSpec(
    .submitAcknowledge, "submit acknowledge",
    options: [
      OptionSpec(
        .messageID, .text("ID"), isRequired: true, "the push message to acknowledge, 1 to 200 characters",
        "확인할 푸시 메시지 ID, 1~200자"),
      traceID,
    ],
    summary: Wording("submit an ACKNOWLEDGE ticket", "ACKNOWLEDGE 티켓 제출"), details: submitDetails)

  private static let submitDetails = Wording(
    """
    Appends one OPEN ticket to tickets/ticket_requests.jsonl and answers with its request_id, as JSON on standard \
    output. All that is wrong is said at once.
    """,
    "tickets/ticket_requests.jsonl에 OPEN 티켓 하나를 추가하고 request_id를 표준 출력에 JSON으로 답합니다. 잘못된 항목은 한 번에 모두 알립니다.")

  private static let submitJSON = CommandSpec(
    .submitJSON, "submit",
    options: [
      OptionSpec(
        .json, .file, isRequired: true, "a TICKET_SUBMIT_V1 object, or one a line; - is standard input",
        "TICKET_SUBMIT_V1 객체 하나, 또는 한 줄에 하나씩; -는 표준 입력")
    ],
    summary: Wording("submit what a file holds as TICKET_SUBMIT_V1", "파일에 든 TICKET_SUBMIT_V1 제출"),
    details: Wording(
      "One answer for each object; a wrong one does not stop the others, and the first failure gives the exit code.",
      "객체마다 답 하나를 출력합니다. 잘못된 것이 있어도 나머지는 계속하며, 첫 실패의 코드로 끝납니다."))

  private static let consume = CommandSpec(
    .consume, "consume", operand: .ticketID, options: [processor],
    summary: Wording("take an OPEN ticket: it becomes IN_PROGRESS", "OPEN 티켓 맡기: IN_PROGRESS가 됨"),
    details: Wording(
      "Of any number of simultaneous callers exactly one wins; the others end with 3.",
      "동시에 여럿이 불러도 정확히 하나만 성공하고, 나머지는 3으로 끝납니다."))

  private static let complete = CommandSpec(
    .complete, "complete", operand: .ticketID,
    options: [
      OptionSpec(
        .status, .choice(TicketStep.Outcome.allCases.map(\.rawValue)), isRequired: true, "how it ended", "결과"),
      OptionSpec(.message, .text("TEXT"), "what to remember about it", "처리 메시지"),
      processor,
      OptionSpec(
        .artifact, .path("PATH"), repeats: true, "the path of something that was made", "만들어진 산출물의 경로"),
    ],
    summary: Wording("end an IN_PROGRESS ticket: it becomes DONE or FAILED", "IN_PROGRESS 티켓 끝내기: DONE 또는 FAILED가 됨"))
}

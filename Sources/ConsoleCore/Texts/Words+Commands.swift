extension Words {
  /// What a command does: in help, palette and README.
  public func meaning(of command: ConsoleCommand) -> String {
    switch command {
    case .up: pick("one up", "위로")
    case .down: pick("one down", "아래로")
    case .previousColumn: pick("column to the left", "왼쪽 열")
    case .nextColumn: pick("column to the right", "오른쪽 열")
    case .columnOpen: pick("column OPEN", "OPEN 열")
    case .columnInProgress: pick("column IN_PROGRESS", "IN_PROGRESS 열")
    case .columnDone: pick("column DONE", "DONE 열")
    case .columnFailed: pick("column FAILED", "FAILED 열")
    case .first: pick("to the first", "처음으로")
    case .last: pick("to the last", "끝으로")
    case .pageUp: pick("a page up", "한 쪽 위로")
    case .pageDown: pick("a page down", "한 쪽 아래로")
    case .nextTrouble: pick("to the next stuck or failed ticket", "멈췄거나 실패한 다음 티켓으로")
    case .showInColumn: pick("go to the column the ticket is in now", "티켓이 지금 있는 열로 가기")
    case .open: pick("detail, and what can be done to the ticket", "자세히 보기, 티켓에 할 수 있는 일")
    case .consume: pick("take the OPEN ticket by hand (asks)", "OPEN 티켓을 수동으로 시작 (확인 후 실행)")
    case .completeDone: pick("end the IN_PROGRESS ticket as DONE (asks)", "IN_PROGRESS 티켓을 DONE으로 끝내기 (확인 후 실행)")
    case .completeFailed: pick("end the IN_PROGRESS ticket as FAILED (asks)", "IN_PROGRESS 티켓을 FAILED로 끝내기 (확인 후 실행)")
    case .copyID: pick("copy the ticket's id", "티켓 ID 복사")
    case .copyRecord: pick("copy the ticket's record", "티켓 기록 복사")
    case .newTicket: pick("new ticket: then r, p or a", "새 티켓: 이어서 r, p, a")
    case .newReconcile: pick("new RECONCILE ticket", "새 RECONCILE 티켓")
    case .newReports: pick("new REPORTS ticket", "새 REPORTS 티켓")
    case .newAcknowledge: pick("new ACKNOWLEDGE ticket", "새 ACKNOWLEDGE 티켓")
    case .toggleWorker: pick("worker on or off", "워커 켜기/끄기")
    case .toggleServer: pick("serve the HTTP API at 127.0.0.1:8000, or stop", "HTTP API 제공 시작/중지 (127.0.0.1:8000)")
    case .follow: pick("follow: stay at the newest ticket", "따라가기: 최신 티켓에 머물기")
    case .pause: pick("pause: the board stands still", "일시정지: 보드를 멈추기")
    case .filter: pick("filter: narrow the board while typing", "필터: 입력하는 대로 보드 좁히기")
    case .clearFilter: pick("clear the filter: show all tickets again", "필터 끄기: 모든 티켓 보기")
    case .problems: pick("problems: bad lines of the logs", "문제: 로그의 잘못된 줄")
    case .messages: pick("the last 200 messages", "최근 메시지 200건")
    case .palette: pick("every command by name", "모든 명령을 이름으로")
    case .help: pick("help, can be searched and run", "도움말, 찾아서 실행")
    case .repaint: pick("draw the screen anew", "화면 다시 그리기")
    case .suspend: pick("back to the shell, fg returns", "셸로 나가기, fg로 돌아옴")
    case .back: pick("back one level", "한 단계 뒤로")
    case .quit: pick("quit", "종료")
    case .quitAnywhere: pick("quit from anywhere", "어디서나 종료")
    }
  }

  /// One word for the footer; what Enter and Esc do depends on what is open.
  func hint(for command: ConsoleCommand, in layer: Layer?) -> String {
    switch (command, layer) {
    case (.open, .picker), (.open, .detail): pick("run", "실행")
    case (.open, .newTicket): pick("choose", "선택")
    case (.open, .filter): pick("keep", "유지")
    case (.up, .filter): pick("earlier ones", "이전 필터")
    case (.back, .filter): pick("cancel", "취소")
    case (.open, .confirmation): pick("confirm", "확인")
    case (.back, .confirmation): pick("refuse", "취소")
    default: hint(for: command)
    }
  }

  func workerHint(starts: Bool) -> String {
    starts ? pick("start worker", "워커 켜기") : pick("stop worker", "워커 끄기")
  }
  var completes: String { pick("complete", "완성") }
  var closeHint: String { pick("close", "닫기") }
  var resumeHint: String { pick("go on", "계속") }

  private func hint(for command: ConsoleCommand) -> String {
    switch command {
    case .newTicket: pick("new", "새 티켓")
    case .newReconcile: "RECONCILE"
    case .newReports: "REPORTS"
    case .newAcknowledge: "ACKNOWLEDGE"
    case .open: pick("open", "열기")
    case .follow: pick("follow", "따라가기")
    case .pause: pick("pause", "일시정지")
    case .filter: pick("filter", "필터")
    case .problems: pick("problems", "문제")
    case .messages: pick("messages", "메시지")
    case .palette: pick("commands", "명령")
    case .help: pick("help", "도움말")
    case .quit: pick("quit", "종료")
    case .back: pick("back", "뒤로")
    case .pageUp: pick("previous page", "이전 쪽")
    case .pageDown: pick("next page", "다음 쪽")
    case .copyID: pick("copy id", "ID 복사")
    case .copyRecord: pick("copy record", "기록 복사")
    default: meaning(of: command)
    }
  }

  /// Where the help lists a key of the forms.
  func chapter(_ place: FormKey.Place) -> String {
    switch place {
    case .anywhere, .choice, .text: pick("In forms", "양식에서")
    case .preview: pick("In their preview", "양식 미리보기에서")
    }
  }

  func chapter(_ chapter: ConsoleCommand.Chapter) -> String {
    switch chapter {
    case .newTickets: pick("New tickets", "새 티켓")
    case .ticket: pick("The selected ticket", "선택한 티켓")
    case .console: pick("The console", "콘솔")
    case .moving: pick("Moving", "이동")
    }
  }
}

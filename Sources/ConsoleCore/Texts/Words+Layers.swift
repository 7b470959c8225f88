import TicketCore

// MARK: Detail

extension Words {
  var detail: String { pick("Ticket", "티켓") }
  var actions: String { pick("What can be done", "할 수 있는 일") }
  var trace: String { pick("trace", "추적") }
  var processor: String { pick("by", "처리자") }
  var unreadableTime: String { pick("time unreadable", "읽을 수 없는 시각") }

  /// Why an action can't be done to a ticket of this status.
  func notPossible(_ status: TicketStatus) -> String { pick("it is \(status.rawValue)", "\(status.rawValue) 상태임") }
  var alreadyThere: String { pick("it is selected there", "이미 그 열에 있음") }
}

// MARK: Confirmations

extension Words {
  func confirmTitle(_ command: ConsoleCommand) -> String {
    switch command {
    case .consume: pick("Take this ticket by hand?", "이 티켓을 수동으로 시작할까요?")
    case .completeDone: pick("End this ticket as DONE?", "이 티켓을 DONE으로 끝낼까요?")
    case .completeFailed: pick("End this ticket as FAILED?", "이 티켓을 FAILED로 끝낼까요?")
    default: pick("Quit?", "종료할까요?")
    }
  }
  var quitWithDraft: String {
    pick("A form still holds text that was not sent.", "보내지 않은 글이 양식에 남아 있습니다.")
  }
  var confirmKeys: String { pick("Enter confirms, Esc refuses", "Enter 확인, Esc 취소") }
  var message: String { pick("Message", "메시지") }
}

// MARK: Lists

extension Words {
  var noProblems: String { pick("No problems: every line is good.", "문제 없음: 모든 줄이 올바릅니다.") }
  var noMessages: String { pick("No messages yet.", "아직 메시지가 없습니다.") }
  var problemsTitle: String { pick("Problems", "문제") }
  var messagesTitle: String { pick("Messages", "메시지") }
  var helpTitle: String { pick("Help", "도움말") }
  var paletteTitle: String { pick("Commands", "명령") }
  var newTicketTitle: String { pick("New ticket", "새 티켓") }
  var search: String { pick("search", "찾기") }
  var nothingFound: String { pick("No command of that name.", "그런 이름의 명령이 없습니다.") }
  var alsoForms: String { pick("In forms", "양식에서") }
}

// MARK: Messages

extension Words {
  func submitted(_ id: String) -> String { pick("Filed \(id)", "접수됨 \(id)") }
  func stepped(_ id: String, _ status: TicketStatus) -> String { "\(id) → \(status.rawValue)" }
  func copied(_ what: String) -> String { pick("Copied: \(what)", "복사함: \(what)") }
  func tooLateFor(_ id: String, _ status: TicketStatus) -> String {
    pick("\(id) is \(status.rawValue) now: nothing was done.", "\(id)은(는) 이제 \(status.rawValue)입니다. 아무것도 하지 않았습니다.")
  }
  var hangulHint: String {
    pick("Korean input is on: letters still work, so do the F keys.", "한글 입력 상태: 글자 키는 그대로 동작하고 F키도 됩니다.")
  }
  func reloaded(_ reason: String) -> String { pick("The board was read anew: \(reason)", "보드를 다시 읽었습니다: \(reason)") }
  func staleLog(_ reason: String) -> String { pick("Not live: \(reason)", "실시간 아님: \(reason)") }
  var liveAgain: String { pick("Live again.", "다시 실시간입니다.") }
  var pauseOn: String { pick("Paused; p goes on.", "정지했습니다. p로 계속") }
  var followOn: String { pick("Following the newest ticket.", "가장 새 티켓을 따라갑니다.") }
  var followOff: String { pick("Not following.", "따라가기를 멈췄습니다.") }
  var workerAsked: String { pick("Worker: on.", "워커를 켭니다.") }
  var workerAskedOff: String {
    pick("Worker: off after the ticket in hand.", "지금 티켓을 끝내고 워커를 끕니다.")
  }
  var quitting: String { pick("Finishing the ticket in hand …", "지금 티켓을 끝내는 중 …") }
  var sending: String { pick("Sending …", "보내는 중 …") }
  var nothingSelected: String { pick("Select a ticket first.", "먼저 티켓을 고르세요.") }
}

import TicketCore

// MARK: Detail

extension Words {
  var detail: String { pick("Ticket", "티켓") }
  var actions: String { pick("What can be done", "할 수 있는 일") }
  var trace: String { pick("trace", "추적") }
  var unreadableTime: String { pick("time unreadable", "읽을 수 없는 시각") }

  /// Why an action can't be done to a ticket of this status.
  func notPossible(_ status: TicketStatus) -> String { pick("it is \(status.rawValue)", "\(status.rawValue) 상태임") }
  func cutHere(_ count: Int) -> String {
    pick("Cut here, after \(count) characters.", "여기까지 \(count)자만 표시합니다.")
  }
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
  /// nil: what there was has been filed since this was asked.
  func quitHolding(_ text: HeldText?) -> String {
    switch text {
    case .unknown: pick("There still is text that may have been filed or not.", "접수되었는지 알 수 없는 글이 남아 있습니다.")
    case .form: pick("A form still holds text that was not sent.", "보내지 않은 글이 양식에 남아 있습니다.")
    case .message: pick("A message for a ticket was typed and not sent.", "티켓에 남길 메시지를 쓰고 보내지 않았습니다.")
    case nil: pick("Nothing is left that was not sent.", "보내지 않은 글이 없습니다.")
    }
  }
  var confirmKeys: String { pick("Enter confirms, Esc refuses", "Enter 확인, Esc 취소") }
  var noLongerPossible: String { pick("No longer possible. Enter closes.", "더는 할 수 없습니다. Enter 닫기") }
  var message: String { pick("Message", "메시지") }
}

// MARK: Lists

extension Words {
  var noProblems: String { pick("No problems: every line is good.", "문제 없음: 모든 줄이 올바릅니다.") }
  var noMessages: String { pick("No messages yet.", "아직 메시지가 없습니다.") }
  var problemsTitle: String { pick("Problems", "문제") }
  var messagesTitle: String { pick("Messages", "메시지") }
  var helpTitle: String { pick("Help", "도움말") }
  var paletteTitle: String { pick("Commands (Tab completes)", "명령 (Tab으로 완성)") }
  var newTicketTitle: String { pick("New ticket", "새 티켓") }
  var search: String { pick("search", "찾기") }
  var draft: String { pick("draft", "초안") }
  var nothingFound: String { pick("No key or command matches.", "맞는 키나 명령이 없습니다.") }
  var onlyInForms: String { pick("This key works in forms only.", "양식에서만 쓰는 키입니다.") }
  /// At the right of the message line, with the key that shows them, where there is one.
  func missed(_ count: Int, key: Key?) -> String {
    pick("+\(count) more", "+\(count)건 더") + (key.map { ": \($0.label)" } ?? "")
  }
}

// MARK: Messages

extension Words {
  func submitted(_ id: String) -> String { pick("Filed \(id)", "접수됨 \(id)") }
  /// What nobody has answered is there all the same.
  func foundOnBoard(_ id: String, _ status: TicketStatus) -> String {
    pick(
      "The answer was lost, but the board shows it: \(id) is \(status.rawValue).",
      "응답은 받지 못했지만 보드에 있습니다: \(id), \(status.rawValue)")
  }
  /// How many keys were typed on at a form that was being sent, or had just gone, behind what became of it.
  func meanwhile(_ sentence: String, dropped: Int) -> String {
    guard dropped > 0 else { return sentence }
    return sentence
      + pick(
        " (\(dropped == 1 ? "1 key" : "\(dropped) keys") typed meanwhile dropped)", " (그동안 누른 키 \(dropped)개는 버렸습니다)")
  }
  func stepped(_ id: String, _ status: TicketStatus) -> String {
    pick("\(status.rawValue) now: \(id)", "\(status.rawValue) 상태가 됨: \(id)")
  }
  func copied(_ id: String) -> String { pick("Copied the id: \(id)", "ID 복사함: \(id)") }
  func copiedRecords(of id: String) -> String { pick("Copied the records of \(id)", "기록 복사함: \(id)") }
  var tooLongToCopy: String {
    pick("Too long for the terminal's clipboard.", "터미널 클립보드에 넣기에는 너무 깁니다.")
  }
  func tooLate(_ id: String, _ status: TicketStatus) -> String {
    pick("Nothing done: \(id) is already \(status.rawValue).", "하지 않음: 이미 \(status.rawValue) 상태인 티켓 \(id)")
  }
  /// What became of a message that was typed.
  func notSent(_ message: String) -> String { pick("Not sent: \"\(message)\"", "보내지 않은 메시지: \"\(message)\"") }

  // What became of what was being sent when the console ended; `what` was to be written.
  func lastFailure(_ what: String, _ sentence: String) -> String {
    pick("Not done: \(what). \(sentence)", "하지 못함: \(what). \(sentence)")
  }
  func lastUnknown(_ what: String) -> String {
    pick(
      "Nobody knows whether it was done: \(what). Look it up on the board before sending it again.",
      "되었는지 알 수 없음: \(what). 다시 보내기 전에 보드에서 찾아보세요.")
  }

  /// Why a command that takes a step asks for nothing.
  func notPossible(_ command: ConsoleCommand, _ status: TicketStatus) -> String {
    let needed = command.nextStatus == .inProgress ? TicketStatus.open : .inProgress
    return pick(
      "Only for a ticket that is \(needed.rawValue), this one is \(status.rawValue).",
      "\(needed.rawValue) 티켓에만 할 수 있습니다. 이 티켓은 \(status.rawValue)입니다.")
  }
  var hangulHint: String {
    pick("Korean input is on: letters still work, so do the F keys.", "한글 입력 상태: 글자 키는 그대로 동작하고 F키도 됩니다.")
  }
  func staleLog(_ reason: String) -> String { pick("Not live: \(reason)", "갱신 안 됨: \(reason)") }
  var liveAgain: String { pick("Live again.", "다시 실시간입니다.") }
  var pauseOn: String { pick("Paused, p goes on.", "일시정지했습니다. p로 계속합니다.") }
  var followOn: String { pick("Following the newest ticket.", "최신 티켓을 따라갑니다.") }
  var followOff: String { pick("Not following.", "따라가기를 멈췄습니다.") }
  var workerAsked: String { pick("Worker: on.", "워커를 켭니다.") }
  var workerAskedOff: String {
    pick("Worker: off after the ticket in hand.", "지금 티켓을 끝내고 워커를 끕니다.")
  }
  func servingAt(_ address: String) -> String {
    pick("The HTTP API is served at \(address).", "HTTP API 제공: \(address)")
  }
  var servingEnded: String { pick("The HTTP API is not served any more.", "HTTP API 제공을 멈췄습니다.") }
  var quitting: String { pick("Quitting after the ticket in hand ...", "지금 티켓을 끝내고 종료합니다 ...") }
  var noTrouble: String { pick("No ticket is stuck or failed.", "멈췄거나 실패한 티켓이 없습니다.") }
  var nothingSelected: String { pick("Select a ticket first.", "먼저 티켓을 고르세요.") }
}

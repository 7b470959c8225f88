import TicketCore

/// What the forms say, each text in its one place.
struct FormTexts {
  let language: Language

  func title(of type: RequestType) -> TerminalText {
    pick("New \(type.shortName) ticket", "새 \(type.shortName) 티켓")
  }

  func label(of name: FormField.Name) -> TerminalText {
    switch name {
    case .mode: pick("Mode", "모드")
    case .scope: pick("Scope", "범위")
    case .reason: pick("Reason", "사유")
    case .messageID: pick("Message ID", "메시지 ID")
    case .traceID: pick("Trace ID", "추적 ID")
    }
  }

  var fixed: TerminalText { pick("(fixed)", "(고정)") }
  var optional: TerminalText { pick("optional", "선택 사항") }
  var send: TerminalText { pick("Send", "보내기") }
  var preview: TerminalText { pick("preview", "미리보기") }
  var previewTitle: TerminalText { pick("Line to append", "추가될 줄") }
  var placeholders: TerminalText { pick("... = set when sent", "... = 보낼 때 정해짐") }

  func previewTitle(naming file: LogFile) -> TerminalText {
    pick("Line to append to \(file.rawValue)", "\(file.rawValue)에 추가될 줄")
  }

  private func pick(_ english: TerminalText, _ korean: TerminalText) -> TerminalText {
    switch language {
    case .english: english
    case .korean: korean
    }
  }
}

/// Sentences, which may take several rows.
extension FormTexts {
  var noPreview: String {
    language.pick("Shown here once every field is right.", "모든 항목이 올바르면 여기에 보입니다.")
  }

  /// Keys have no place to go meanwhile.
  func sending(dropped: Int) -> String {
    let keys = dropped == 1 ? "1 key" : "\(dropped) keys"
    return language.pick("Sending ...", "보내는 중 ...")
      + (dropped == 0 ? "" : language.pick(" (\(keys) dropped)", " (누른 키 \(dropped)개 버림)"))
  }

  /// Names as many tickets as `most`, and counts the others.
  func duplicates(_ duplicates: [FormNotes.Duplicate], most: Int = 3) -> String {
    let named = duplicates.prefix(most).map { "\(short($0.id)) (\($0.age))" }.joined(separator: ", ")
    let others = max(0, duplicates.count - most)
    let more = others > 0 ? language.pick(" and \(others) more", " 외 \(others)건") : ""
    return language.pick("The same ticket is still OPEN: \(named)\(more)", "같은 티켓이 아직 OPEN입니다: \(named)\(more)")
  }

  /// Eight characters tell tickets apart; `~` says that there is more, as it does wherever text is cut.
  private func short(_ id: Ticket.ID) -> String {
    let text = id.description
    return text.count > 9 ? text.prefix(8) + "~" : text
  }
}

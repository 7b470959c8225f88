import TicketCore

/// What is wrong at a field; the label beside it says which field that is.
extension FormTexts {
  /// What would be right.
  func sentence(for rule: ValidationError.Rule, of name: FormField.Name) -> TerminalText {
    TerminalText(text(for: rule, of: name))
  }

  /// Why the field did not take all that was typed or pasted.
  func refusal(by field: TextField) -> TerminalText {
    let text =
      field.count < field.limit
      ? language.pick("Too much to be taken in whole.", "너무 길어 다 넣지 못했습니다.")
      : language.pick("Only \(field.limit) characters fit.", "\(field.limit)자까지 입력할 수 있습니다.")
    return TerminalText(text)
  }

  private func text(for rule: ValidationError.Rule, of name: FormField.Name) -> String {
    switch rule {
    case .empty where name.isOptional:
      language.pick("Blanks alone will not do.", "공백만 입력할 수는 없습니다.")
    case .missing, .empty: request(for: name)
    case .tooLong(let limit, let count):
      language.pick("At most \(limit) characters (now \(count)).", "최대 \(limit)자입니다 (지금 \(count)자).")
    case .controlCharacters: language.pick("No control characters.", "제어 문자는 쓸 수 없습니다.")
    case .notAllowed(let values):
      language.pick(
        "Choose \(values.joined(separator: " or ")).", "\(values.joined(separator: ", ")) 중에서 고르세요.")
    // Forms make neither values of a wrong type nor unknown keys.
    case .wrongType, .unknownKey: ValidationError(field: name.key, rule: rule).sentence(in: language)
    }
  }

  private func request(for name: FormField.Name) -> String {
    switch name {
    case .mode: language.pick("Choose a mode.", "모드를 고르세요.")
    case .scope: language.pick("Enter the scope.", "범위를 입력하세요.")
    case .reason: language.pick("Enter the reason.", "사유를 입력하세요.")
    case .messageID: language.pick("Enter the message ID.", "메시지 ID를 입력하세요.")
    case .traceID: language.pick("Enter the trace ID.", "추적 ID를 입력하세요.")
    }
  }
}

import TicketCore
import Testing

@testable import ConsoleCore

@Suite struct FormRuleTests {
  private static let reason = "정산 불일치 확인"

  // MARK: What is sent

  @Test(
    arguments: [
      (
        TicketForm(.reconcile, typing: "  정산 \"불일치\" ", ""), "REQUEST_RECONCILE",
        ["mode": "FULL", "reason": "  정산 \"불일치\" "], JSONValue.null
      ),
      (
        TicketForm(.reports, typing: "보고서 재생성", "trace-42"), "REQUEST_REPORTS",
        ["mode": "RE-EVALUATE", "scope": "PHASE_C_LATEST", "reason": "보고서 재생성"], "trace-42"
      ),
      (
        TicketForm(.acknowledge, typing: "push_20260103_143000_001", "추적"), "ACKNOWLEDGE",
        ["message_id": "push_20260103_143000_001"], "추적"
      ),
    ] as [(TicketForm, String, JSONValue, JSONValue)])
  func `a form sends what the same input sends as JSON`(
    _ filled: TicketForm, _ type: String, _ payload: JSONValue, _ trace: JSONValue
  ) throws {
    var form = filled
    let expected = try TicketSubmission(
      json: ["request_type": .string(type), "payload": payload, "trace_id": trace])
    form.press(.control("s"), gives: .send(expected))
    #expect(form.phase == .sending)
  }

  @Test(arguments: [(RequestType.reconcile, "INCREMENTAL"), (.reports, "REGEN")])
  func `a mode that was chosen is sent`(_ type: RequestType, _ mode: String) {
    var form = TicketForm(type, typing: Self.reason)
    form.press(.backTab)
    if type == .reports { #expect(form.focus == .field(.mode)) }
    form.press(.right)
    let submission = form.send(by: .control("s"))
    #expect(submission?.payload.json["mode"]?.string == mode)
  }

  @Test(arguments: RequestType.allCases)
  func `a choice opens with the contract's first value and the cursor in the first text`(_ type: RequestType) {
    let form = TicketForm(type: type)
    let first: [RequestType: String] = [.reconcile: "FULL", .reports: "RE-EVALUATE"]
    #expect(form.fields.first { $0.name == .mode }?.text == first[type])
    #expect(form.focus == .field(type == .acknowledge ? .messageID : .reason))
    #expect(form.fields.last?.name == .traceID)
  }

  // MARK: What is wrong

  @Test func `an untouched field is not scolded`() {
    let form = TicketForm(type: .reconcile)
    #expect(form.errors == [.reason: .empty])
    #expect(form.visibleErrors == [:])
  }

  @Test func `a field is scolded from its first edit on`() {
    var form = TicketForm(.reconcile, typing: "정")
    #expect(form.visibleErrors == [:])
    form.press(.backspace)
    #expect(form.visibleErrors == [.reason: .empty])
    form.enter(" ")
    #expect(form.visibleErrors == [.reason: .empty])
    form.enter("x")
    #expect(form.visibleErrors == [:])
  }

  @Test func `going through a field is no edit`() {
    var form = TicketForm(type: .reports)
    form.press(.left, .end, .backspace, .tab, .control("k"), .tab, .tab)
    #expect(form.visibleErrors == [:])
  }

  @Test(
    arguments: [
      (TicketForm(type: .reconcile), .field(.reason), [.reason: .empty]),
      (TicketForm(.reports, typing: " ", "추적"), .field(.reason), [.reason: .empty]),
      (TicketForm(.acknowledge, typing: "", "추적"), .field(.messageID), [.messageID: .empty]),
      (TicketForm(type: .acknowledge), .field(.messageID), [.messageID: .empty]),
    ] as [(TicketForm, TicketForm.Focus, [FormField.Name: ValidationError.Rule])])
  func `a form with an error is not sent but goes to the first one`(
    _ filled: TicketForm, _ focus: TicketForm.Focus, _ errors: [FormField.Name: ValidationError.Rule]
  ) {
    for keys in [[.control("s")], [.control("p"), .control("s")], [.backTab, .backTab, .control("s")]] as [[Key]] {
      var form = filled
      for key in keys { form.press(key) }
      #expect(form.phase == .editing)
      #expect(form.face == .fields)
      #expect(form.focus == focus)
      #expect(form.visibleErrors == errors)
      #expect(form.fields.filter { !$0.touched }.isEmpty)
    }
  }

  @Test(arguments: RequestType.allCases)
  func `a text field takes as much as may be sent`(_ type: RequestType) throws {
    var form = TicketForm(type: type)
    form.press(.paste(String(repeating: "각", count: 500)), .tab, .paste(String(repeating: "x", count: 500)))
    let texts = form.fields.compactMap(\.textField)
    let sent = form.json
    #expect(throws: Never.self) { try TicketSubmission(json: sent) }
    for field in texts {
      #expect(field.refused)
      // One more would be too many for `TicketSubmission`.
      let more = FormField(name: .messageID, content: .text(TextField(text: field.text + "x", limit: 1000)))
      var longer = TicketForm(type: .acknowledge)
      longer.fields[0] = more
      #expect(longer.errors == [.messageID: .tooLong(limit: field.limit, count: field.limit + 1)])
    }
  }

  @Test func `a refusal is news only until the operator goes on`() {
    let refusal = "200자까지 입력할 수 있습니다."
    var form = TicketForm(type: .reconcile)
    form.press(.paste(String(repeating: "x", count: 201)))
    #expect(form.frame(80, 24).text.contains("- " + refusal))
    form.press(.tab)
    #expect(!form.frame(80, 24).text.contains(refusal))
    form.press(.backTab, .left)
    #expect(!form.frame(80, 24).text.contains(refusal))
  }

  @Test(arguments: Language.allCases, FormField.Name.allCases)
  func `an error is said in words, without paths`(_ language: Language, _ name: FormField.Name) {
    let texts = FormTexts(language: language)
    let rules: [ValidationError.Rule] = [
      .missing, .empty, .tooLong(limit: 200, count: 212), .controlCharacters, .notAllowed(["FULL", "INCREMENTAL"]),
    ]
    let sentences = rules.map { texts.sentence(for: $0, of: name).string }
    for sentence in sentences {
      #expect(!sentence.contains("payload") && !sentence.contains("_"))
      #expect(sentence.contains { ("가"..."힣").contains($0) } == (language == .korean))
      // Behind the mark, in the narrowest form.
      #expect(TerminalText(sentence).width <= 34)
    }
    #expect(sentences[2].contains("200") && sentences[2].contains("212"))
  }

  @Test func `the two sentences that name numbers`() {
    let texts = FormTexts(language: .korean)
    let rule = ValidationError.Rule.tooLong(limit: 200, count: 212)
    #expect(texts.sentence(for: rule, of: .reason) == "최대 200자입니다 (지금 212자).")
    #expect(texts.refusal(by: TextField(text: String(repeating: "가", count: 200))) == "200자까지 입력할 수 있습니다.")
    #expect(texts.refusal(by: TextField(text: "가")) == "너무 길어 다 넣지 못했습니다.")
  }
}

extension TicketForm {
  fileprivate var visibleErrors: [FormField.Name: ValidationError.Rule] {
    fields.reduce(into: [:]) { $0[$1.name] = visibleError(of: $1) }
  }
}

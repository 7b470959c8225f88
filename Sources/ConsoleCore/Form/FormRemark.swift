/// A row in which the form says something to the operator.
struct FormRemark: Hashable {
  let text: TerminalText
  let role: Style.Role

  /// What is to be said below a field; nil if nothing is.
  init?(on field: FormField, of form: TicketForm, texts: FormTexts) {
    if let text = field.textField, text.refused, form.focus == .field(field.name) {
      // No error: what stands in the field is right.
      self.init(text: "- " + texts.refusal(by: text), role: .hint)
    } else if let rule = form.visibleError(of: field) {
      self.init(text: "! " + texts.sentence(for: rule, of: field.name), role: .error)
    } else {
      return nil
    }
  }

  /// The same with the sign that there is more.
  var cut: FormRemark { FormRemark(text: text + "~", role: role) }

  private init(text: TerminalText, role: Style.Role) {
    self.text = text
    self.role = role
  }

  /// What is to be said below the button: how sending goes or went, and the tickets that ask for the same.
  static func all(
    on form: TicketForm, duplicates: [FormNotes.Duplicate], texts: FormTexts, columns: Int
  ) -> [FormRemark] {
    let duplicate = duplicates.isEmpty ? [] : rows(texts.duplicates(duplicates), .warning, columns)
    switch form.phase {
    case .editing: return duplicate
    case .sending: return rows(texts.sending(dropped: form.droppedKeys), .hint, columns)
    case .failed(let sentence), .unknown(let sentence): return rows("! " + sentence, .error, columns) + duplicate
    }
  }

  private static func rows(_ sentence: String, _ role: Style.Role, _ columns: Int) -> [FormRemark] {
    TerminalText.rows(ofSentence: sentence, columns: columns).map { FormRemark(text: $0, role: role) }
  }
}

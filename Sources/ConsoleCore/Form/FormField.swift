import TicketCore

/// One line of a form: a value under its name, and whether the operator has changed it yet.
struct FormField: Hashable, Sendable {
  /// The values that tickets ask for, whatever their type.
  enum Name: Hashable, Sendable, CaseIterable {
    case mode, scope, reason, messageID, traceID

    /// The key, in the payload or beside it.
    var key: String {
      switch self {
      case .mode: "mode"
      case .scope: "scope"
      case .reason: "reason"
      case .messageID: "message_id"
      case .traceID: "trace_id"
      }
    }

    var isInPayload: Bool { self != .traceID }
    /// May be left empty.
    var isOptional: Bool { self == .traceID }
    /// As a `ValidationError` names it.
    var path: String { isInPayload ? "payload.\(key)" : key }
  }

  enum Content: Hashable, Sendable {
    case choice(FormChoice)
    /// The contract leaves no choice: it is shown, and the focus passes it by.
    case fixed(String)
    case text(TextField)
  }

  let name: Name
  var content: Content
  /// What is wrong is said only from then on.
  var touched = false

  var text: String {
    switch content {
    case .choice(let choice): choice.value
    case .fixed(let text): text
    case .text(let field): field.text
    }
  }

  var isFixed: Bool {
    if case .fixed = content { true } else { false }
  }

  var textField: TextField? {
    if case .text(let field) = content { field } else { nil }
  }

  /// Takes a key that the field has a use for; says whether it did.
  mutating func handle(_ key: Key) -> Bool {
    var taken = false
    edit { content in
      switch (content, key) {
      case (.text(var field), _):
        taken = field.handle(key)
        content = .text(field)
      case (.choice(var choice), .character(let character)):
        taken = true
        choice.choose(by: character)
        content = .choice(choice)
      case (.choice, _), (.fixed, _): break
      }
    }
    return taken
  }

  /// Changes a choice; nothing else.
  mutating func step(by distance: Int) {
    guard case .choice(var choice) = content else { return }
    choice.step(by: distance)
    edit { $0 = .choice(choice) }
  }

  private mutating func edit(_ change: (inout Content) -> Void) {
    let before = text
    change(&content)
    if !text.utf8.elementsEqual(before.utf8) { touched = true }
  }
}

extension FormField {
  /// The fields of a type's form, in the contract's order; `trace_id` comes last.
  static func all(for type: RequestType) -> [FormField] {
    let trace = FormField(name: .traceID, content: .text(TextField()))
    let reason = FormField(name: .reason, content: .text(TextField()))
    switch type {
    case .reconcile: return [mode(TicketPayload.ReconcileMode.self), reason, trace]
    case .reports: return [mode(TicketPayload.ReportsMode.self), scope, reason, trace]
    case .acknowledge: return [FormField(name: .messageID, content: .text(TextField())), trace]
    }
  }

  private static func mode<Mode: RawRepresentable<String> & CaseIterable>(_ modes: Mode.Type) -> FormField {
    FormField(name: .mode, content: .choice(FormChoice(modes.allCases.map(\.rawValue))))
  }

  private static let scope = FormField(
    name: .scope, content: .fixed(TicketPayload.ReportsScope.phaseCLatest.rawValue))
}

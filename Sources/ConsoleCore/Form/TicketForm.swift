public import TicketCore

/// The form that submits a ticket of one type; a value, so that a draft is kept by keeping it (spec: console.md, Forms).
///
/// Its rules are those of `TicketSubmission`, which is asked after each key; the form has none of its own.
public struct TicketForm: Hashable, Sendable {
  /// How far sending has come.
  public enum Phase: Hashable, Sendable {
    case editing
    /// Nothing can be changed until the owner says how it went.
    case sending
    /// The ticket was not appended: why, as a sentence for the operator. Shown until the next edit.
    case failed(String)
    /// The ticket may have been appended or not: why nobody knows, likewise.
    case unknown(String)
  }

  /// What a key came to.
  public enum Outcome: Hashable, Sendable {
    /// The form took it; characters and pastes always are, so that none becomes a command behind the form.
    case handled
    /// It came while the form is being sent, and to nothing.
    case dropped
    /// The form has no use for it.
    case ignored
    /// The operator leaves; the form, as it is, is the draft.
    case leave
    /// The operator asks which keys there are.
    case help
    /// To be appended. The form is in the phase `sending` from here on.
    case send(TicketSubmission)
  }

  enum Focus: Hashable, Sendable {
    case field(FormField.Name)
    case button
  }

  enum Face: Hashable, Sendable {
    case fields
    /// The line to be appended fills the form; the page counts on, beyond the last to the first again.
    case preview(page: Int)
  }

  /// What the form submits; it never changes.
  public let type: RequestType
  /// The owner sets what became of a ticket sent: `failed` or `unknown`, or it drops the form.
  public var phase = Phase.editing {
    didSet { if phase != .sending { droppedKeys = 0 } }
  }
  /// The keys that were dropped since it is being sent.
  private(set) var droppedKeys = 0
  var fields: [FormField]
  var focus: Focus
  var face = Face.fields

  /// An empty form with the cursor in its first text field.
  public init(type: RequestType) {
    self.type = type
    fields = FormField.all(for: type)
    focus = fields.first { $0.textField != nil }.map { .field($0.name) } ?? .button
  }

  /// Whether anything typed would be lost with the form.
  public var holdsText: Bool {
    fields.contains { $0.textField?.isEmpty == false }
  }

  /// Whether what it says was sent, and may have been filed or not.
  var isUnknown: Bool {
    switch phase {
    case .sending, .unknown: true
    case .editing, .failed: false
    }
  }

  mutating func dropKey() { droppedKeys += 1 }

  /// What finds the tickets that ask for the same; nil while the payload breaks a rule.
  public var probe: DuplicateProbe? {
    let payload = try? TicketSubmission(json: json(withTrace: false)).payload
    return payload.map(DuplicateProbe.init)
  }

  /// What the form says, as programs submit it.
  var json: JSONValue { json(withTrace: true) }

  var submission: Result<TicketSubmission, ValidationErrors> {
    do throws(ValidationErrors) {
      return .success(try TicketSubmission(json: json))
    } catch {
      return .failure(error)
    }
  }

  private func json(withTrace: Bool) -> JSONValue {
    let payload = fields.filter(\.name.isInPayload).map { JSONValue.Member($0.name.key, .string($0.text)) }
    let beside = fields.filter { withTrace && !$0.name.isInPayload }
    return .object(
      [
        JSONValue.Member("schema", .string(TicketSubmission.schema)),
        JSONValue.Member("request_type", .string(type.rawValue)), JSONValue.Member("payload", .object(payload)),
      ] + beside.map { JSONValue.Member($0.name.key, .string($0.text)) })
  }
}

extension TicketForm {
  /// What is wrong, by field; of the untouched ones too.
  var errors: [FormField.Name: ValidationError.Rule] {
    guard case .failure(let errors) = submission else { return [:] }
    return fields.reduce(into: [:]) { found, field in
      found[field.name] = errors.all.first { $0.field == field.name.path }?.rule
    }
  }

  /// The rule that a field is shown to break; nil while the operator has not come to it.
  func visibleError(of field: FormField) -> ValidationError.Rule? {
    field.touched ? errors[field.name] : nil
  }
}

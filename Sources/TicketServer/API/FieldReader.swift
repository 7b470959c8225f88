import TicketCore

/// Takes fields out of a body, and collects all that is wrong with them.
struct FieldReader {
  private let json: JSONValue
  private(set) var errors: [ValidationError] = []

  init(_ json: JSONValue) {
    self.json = json
    if case .object = json { return }
    errors = [ValidationError(field: "body", rule: .wrongType(expected: .object))]
  }

  /// A string that must be there.
  mutating func text(_ key: String) -> String {
    if json[key] == nil, errors.first?.field != "body" { report(key, .missing) }
    return optionalText(key) ?? ""
  }

  mutating func optionalText(_ key: String) -> String? {
    guard let value = json[key] else { return nil }
    guard let text = value.string else {
      report(key, .wrongType(expected: .string))
      return nil
    }
    return text
  }

  /// An array of strings; absent is empty.
  mutating func texts(_ key: String) -> [String] {
    guard let value = json[key] else { return [] }
    guard case .array(let elements) = value, let texts = elements.allTexts else {
      report(key, .wrongType(expected: .array))
      return []
    }
    return texts
  }

  mutating func report(_ field: String, _ rule: ValidationError.Rule) {
    errors.append(ValidationError(field: field, rule: rule))
  }
}

extension [JSONValue] {
  fileprivate var allTexts: [String]? {
    let texts = compactMap(\.string)
    return texts.count == count ? texts : nil
  }
}

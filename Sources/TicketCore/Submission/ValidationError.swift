/// One thing wrong with a submission: where, and which rule it breaks.
public struct ValidationError: Error, Hashable, Sendable {
  /// The rules of spec tickets.md, "Submitting".
  public enum Rule: Hashable, Sendable {
    /// The key must be there.
    case missing
    /// The value must be of this JSON type.
    case wrongType(expected: JSONType)
    /// The value must be one of these.
    case notAllowed([String])
    /// There must be at least one character; in a reason, besides blanks.
    case empty
    /// At most `limit` characters; there are `count`.
    case tooLong(limit: Int, count: Int)
    case controlCharacters
    /// No key of this name belongs here; these do.
    case unknownKey(allowed: [String])
  }

  /// The types that fields may have to be of.
  public enum JSONType: Hashable, Sendable { case object, string, array }

  /// The path of the field as callers know it: `payload.reason`.
  public let field: String
  /// Which rule it breaks.
  public let rule: Rule

  /// A rule broken at a field.
  public init(field: String, rule: Rule) {
    self.field = field
    self.rule = rule
  }

  /// What would be right, as a sentence.
  public func sentence(in language: Language) -> String {
    switch rule {
    case .missing:
      language.pick("\(field) is required.", "\(field) 항목이 필요합니다.")
    case .wrongType(.object):
      language.pick("\(field) must be a JSON object.", "\(field): JSON 객체여야 합니다.")
    case .wrongType(.string):
      language.pick("\(field) must be a string.", "\(field): 문자열이어야 합니다.")
    case .wrongType(.array):
      language.pick("\(field) must be an array of strings.", "\(field): 문자열 배열이어야 합니다.")
    case .notAllowed(let values):
      language.pick(
        "\(field) must be \(values.joined(separator: " or ")).",
        "\(field): \(values.joined(separator: ", ")) 중 하나여야 합니다.")
    case .empty:
      language.pick("\(field) must not be empty.", "\(field): 값을 입력하세요.")
    case .tooLong(let limit, let count):
      language.pick(
        "\(field) may have at most \(limit) characters; it has \(count).",
        "\(field): 최대 \(limit)자입니다. 지금 \(count)자입니다.")
    case .controlCharacters:
      language.pick("\(field) must not contain control characters.", "\(field)에는 제어 문자를 쓸 수 없습니다.")
    case .unknownKey(let allowed):
      language.pick(
        "\(field) is not a known key here; known are \(allowed.joined(separator: ", ")).",
        "\(field): 쓸 수 없는 항목입니다. 쓸 수 있는 항목: \(allowed.joined(separator: ", ")).")
    }
  }
}

/// Everything wrong with a submission, at once, in the order of the fields.
public struct ValidationErrors: Error, Hashable, Sendable {
  /// In the order of the fields.
  public let all: [ValidationError]

  /// At least one.
  public init(_ all: [ValidationError]) { self.all = all }
}

/// What is wrong with a word of a filter, and what would be right. The rest of the filter holds.
public struct FilterProblem: Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// There is no such field; nearly one of that name.
    case unknownField(near: FilterField)
    /// The field has no such value; perhaps one that is alike.
    case unknownValue(FilterField, near: String?)
    /// The value is still to be typed.
    case missingValue(FilterField)
    /// No span of time, or no time.
    case notATime(FilterField)
    /// A span of time without its unit.
    case missingUnit(FilterField)
  }

  /// The word as it was typed; foreign text.
  public let word: String
  /// What is wrong.
  public let reason: Reason

  /// Whether it is only not finished: nothing to blame anybody for.
  public var isUnfinished: Bool {
    switch reason {
    case .missingValue, .missingUnit: true
    case .unknownField, .unknownValue, .notATime: false
    }
  }

  /// What would be right, as a sentence.
  public func sentence(in language: Language) -> String {
    switch reason {
    case .unknownField(let near):
      return language.pick("\(word): did you mean \(near.rawValue): ?", "\(word): \(near.rawValue): 인가요?")
    case .unknownValue(let field, let near):
      let example = field.example(in: language)
      guard let near else { return language.pick("\(word): one of \(example)", "\(word): 쓸 수 있는 값은 \(example)") }
      return language.pick(
        "\(word): did you mean \(near)? (\(example))", "\(word): \(near) 인가요? (\(example))")
    case .missingValue(let field):
      let example = field.example(in: language)
      return language.pick("\(field.rawValue): takes \(example)", "\(field.rawValue): \(example)")
    case .notATime(let field):
      let example = field.example(in: language)
      return language.pick("\(word): no time; \(field.rawValue): takes \(example)", "\(word): 시간이 아닙니다. 예: \(example)")
    case .missingUnit:
      return language.pick(
        "\(word): s, m, h, d or w behind it", "\(word): 뒤에 단위가 필요합니다. 초, 분, 시간, 일, 주 또는 s, m, h, d, w")
    }
  }
}

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
      return language.pick(
        "\(word) is no field; did you mean \(near.rawValue):?", "모르는 항목 \(word) (\(near.rawValue): 인가요?)")
    case .unknownValue(let field, let near):
      let example = field.example(in: language)
      let known = language.pick("\(field.rawValue): takes \(example)", "\(field.rawValue): \(example)")
      guard let near else { return language.pick("\(word) is unknown; \(known)", "모르는 값 \(word)  \(known)") }
      return language.pick(
        "\(word) is unknown; did you mean \(near)? \(known)", "모르는 값 \(word) (\(near) 인가요?)  \(known)")
    case .missingValue(let field):
      let example = field.example(in: language)
      return language.pick("\(field.rawValue): takes \(example)", "\(field.rawValue): \(example)")
    case .notATime(let field):
      let example = field.example(in: language)
      return language.pick(
        "\(word) is no time; \(field.rawValue): takes \(example)", "시간이 아닌 값 \(word)  \(field.rawValue): \(example)")
    case .missingUnit(let field):
      let example = field.example(in: language)
      return language.pick(
        "\(word) lacks its unit: s, m, h, d or w; \(field.rawValue): takes \(example)",
        "\(word) 뒤에 초, 분, 시간, 일, 주 또는 s, m, h, d, w  \(field.rawValue): \(example)")
    }
  }
}

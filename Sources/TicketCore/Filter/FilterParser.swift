/// Makes conditions of the words of a filter.
struct FilterParser {
  let now: Timestamp
  let offset: UTCOffset
  private(set) var terms: [FilterTerm] = []
  private(set) var problems: [FilterProblem] = []

  init(now: Timestamp, offset: UTCOffset) {
    self.now = now
    self.offset = offset
  }

  mutating func take(_ word: FilterWord) {
    guard let (name, values) = word.field else { return add(word) }
    guard let field = FilterField(name: name) else {
      // Names of two or three letters are near to too much.
      let near = name.count > 2 ? Self.nearField(to: name) : nil
      guard let near else { return add(word) }
      return problems.append(FilterProblem(word: "\(name):", reason: .unknownField(near: near)))
    }
    guard !values.isEmpty else { return problems.append(FilterProblem(word: word.raw, reason: .missingValue(field))) }
    if let meaning = meaning(of: field, values) { add(FilterTerm(meaning: meaning, isNegated: word.isNegated)) }
  }

  private mutating func add(_ word: FilterWord) {
    guard let pattern = TextPattern(word.text) else { return }
    terms.append(FilterTerm(meaning: .word(pattern), isNegated: word.isNegated))
  }

  private static func nearField(to name: String) -> FilterField? {
    let names = FilterField.allCases.map(\.rawValue)
    guard let near = Nearest.word(to: name, among: names.filter { $0.count > 2 }),
      Nearest.distance(Array(name.lowercased().utf8), Array(near.utf8)) <= 2
    else { return nil }
    return FilterField(rawValue: near)
  }

  private mutating func meaning(of field: FilterField, _ values: [String]) -> FilterTerm.Meaning? {
    switch field {
    case .status:
      var known = Set<TicketStatus>()
      for value in values { known.formUnion(statuses(value)) }
      return known.isEmpty ? nil : .status(known)
    case .type, .mode, .trace, .by:
      for value in values { check(value, of: field) }
      return .text(field, values.compactMap(TextPattern.init))
    case .id:
      return .id(values.compactMap(IDPattern.init))
    case .since, .age:
      // The last of several limits is the one that is being typed.
      return values.last.flatMap { time($0, of: field) }.map(FilterTerm.Meaning.time)
    }
  }

  // MARK: Values

  private mutating func statuses(_ value: String) -> [TicketStatus] {
    let found = TextPattern(value).map { pattern in
      TicketStatus.allCases.filter { $0.filterNames.contains(where: pattern.begins) }
    }
    if let found, !found.isEmpty { return found }
    note(value, .status, TicketStatus.allCases.flatMap(\.filterNames))
    return []
  }

  /// A foreign type or mode may be asked for; nobody knows them all.
  private mutating func check(_ value: String, of field: FilterField) {
    guard let pattern = TextPattern(value), !FilterVocabulary.known(field).isEmpty else { return }
    let known = FilterVocabulary.known(field)
    if !known.contains(where: { FilterVocabulary.matches(pattern, field, $0) }) {
      note(value, field, known.flatMap { FilterVocabulary.names(of: $0, field) })
    }
  }

  private mutating func note(_ value: String, _ field: FilterField, _ known: [String]) {
    let near = Nearest.word(to: value, among: known)
    problems.append(FilterProblem(word: value, reason: .unknownValue(field, near: near)))
  }

  private mutating func time(_ value: String, of field: FilterField) -> TimeLimit? {
    do throws(FilterTimeError) {
      return try field == .age ? FilterTime.age(value) : FilterTime.since(value, now: now, offset: offset)
    } catch {
      let reason: FilterProblem.Reason = error == .missingUnit ? .missingUnit(field) : .notATime(field)
      problems.append(FilterProblem(word: value, reason: reason))
      return nil
    }
  }

  // MARK: Terms

  /// Values of one field add up where a ticket has but one of them.
  private mutating func add(_ term: FilterTerm) {
    if let index = terms.firstIndex(where: { !$0.isNegated && !term.isNegated && $0.meaning.isAbout(term.meaning) }) {
      terms[index] = FilterTerm(meaning: terms[index].meaning.or(term.meaning), isNegated: false)
    } else {
      terms.append(term)
    }
  }
}

extension FilterTerm.Meaning {
  fileprivate func isAbout(_ other: Self) -> Bool {
    switch (self, other) {
    case (.status, .status), (.id, .id): true
    case (.text(let mine, _), .text(let other, _)): mine == other
    case (_, _): false
    }
  }

  fileprivate func or(_ other: Self) -> Self {
    switch (self, other) {
    case (.status(let mine), .status(let more)): .status(mine.union(more))
    case (.id(let mine), .id(let more)): .id(mine + more)
    case (.text(let field, let mine), .text(_, let more)): .text(field, mine + more)
    case (_, _): self
    }
  }
}

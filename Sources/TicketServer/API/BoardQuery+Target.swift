import TicketCore

extension BoardQuery {
  /// What narrows `latest`: `status`, `type` (both also repeated, or with commas), `since`, `limit`, `order`. Throws
  /// every error at once; other names are ignored.
  init(_ target: RequestTarget) throws(ValidationErrors) {
    var reader = QueryReader(target: target)
    self.init(
      statuses: Set(
        reader.choices("status", of: TicketStatus.allCases.map(\.rawValue)) { TicketStatus(rawValue: $0) }),
      types: Set(
        reader.choices("type", of: RequestType.allCases.map(\.rawValue)) { RequestType(name: $0)?.rawValue }),
      since: reader.one("since", rule: .notAllowed(["a time such as 2026-01-03T14:20:00+09:00"])) { Self.time($0) },
      limit: reader.one("limit", rule: .notAllowed(["a whole number from 0"])) { Self.count($0) },
      order: reader.one("order", rule: .notAllowed(["asc", "desc"])) { Self.order($0) } ?? .newestFirst)
    if !reader.errors.isEmpty { throw ValidationErrors(reader.errors) }
  }

  private static func order(_ word: String) -> Order? {
    switch word {
    case "asc": .oldestFirst
    case "desc": .newestFirst
    default: nil
    }
  }

  private static func count(_ digits: String) -> Int? {
    digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
  }

  /// A `+` that nobody encoded has become a blank.
  private static func time(_ text: String) -> Timestamp? {
    if let time = Timestamp(text) { return time }
    guard let blank = text.lastIndex(of: " ") else { return nil }
    return Timestamp(text.replacingCharacter(at: blank, with: "+"))
  }
}

private struct QueryReader {
  let target: RequestTarget
  var errors: [ValidationError] = []

  mutating func choices<T>(_ name: String, of allowed: [String], _ read: (String) -> T?) -> [T] {
    var found: [T] = []
    for word in target.values(name).flatMap({ $0.split(separator: ",") }) {
      if let value = read(String(word)) {
        found.append(value)
      } else {
        report(name, .notAllowed(allowed))
      }
    }
    return found
  }

  mutating func one<T>(_ name: String, rule: ValidationError.Rule, _ read: (String) -> T?) -> T? {
    let words = target.values(name)
    guard let word = words.first else { return nil }
    guard words.count == 1, let value = read(word) else {
      report(name, rule)
      return nil
    }
    return value
  }

  private mutating func report(_ field: String, _ rule: ValidationError.Rule) {
    guard !errors.contains(where: { $0.field == field }) else { return }
    errors.append(ValidationError(field: field, rule: rule))
  }
}

extension String {
  fileprivate func replacingCharacter(at index: Index, with other: Character) -> String {
    String(self[..<index]) + String(other) + String(self[self.index(after: index)...])
  }
}

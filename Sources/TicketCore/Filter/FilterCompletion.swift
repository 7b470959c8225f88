/// Completes the words of a filter that have a fixed form: fields, and the values of those that have few.
public enum FilterCompletion {
  /// `word` completed as far as it is certain; nil if nothing can be added.
  public static func complete(_ word: String) -> String? {
    let sign = word.hasPrefix("-") ? "-" : ""
    let rest = word.dropFirst(sign.count)
    let known: [String]
    if let colon = rest.firstIndex(of: ":") {
      guard let field = FilterField(name: rest[..<colon]) else { return nil }
      let start = rest.lastIndex(of: ",") ?? colon
      known = values(of: field).map { rest[...start] + $0 }
    } else {
      let names =
        rest.utf8.allSatisfy { $0 < 0x80 }
        ? FilterField.allCases.map(\.rawValue) : FilterField.allCases.flatMap(\.names)
      known = names.map { $0 + ":" }
    }
    let typed = rest.lowercased()
    let fitting = known.filter { !typed.isEmpty && $0.lowercased().hasPrefix(typed) }
    guard var common = fitting.first else { return nil }
    for other in fitting { common = String(zip(common, other).prefix { $0 == $1 }.map(\.0)) }
    return common.count > rest.count || fitting.count == 1 && common != rest ? sign + common : nil
  }

  private static func values(of field: FilterField) -> [String] {
    switch field {
    case .status: TicketStatus.allCases.flatMap { [$0.rawValue.lowercased()] + $0.filterNames.suffix(1) }
    case .type, .mode:
      FilterVocabulary.known(field).flatMap { FilterVocabulary.names(of: $0, field) }.map { $0.lowercased() }
    case .by: [TicketStep.manualProcessor, "worker_"]
    case .trace, .id, .since, .age: []
    }
  }
}

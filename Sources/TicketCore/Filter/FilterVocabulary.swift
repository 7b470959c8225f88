/// What types, modes and statuses are called in a filter: by the contracts' words, and by Korean ones.
enum FilterVocabulary {
  /// The contract's values of a field; none where anything may stand.
  static func known(_ field: FilterField) -> [String] {
    switch field {
    case .type: RequestType.allCases.map(\.rawValue)
    case .mode:
      TicketPayload.ReconcileMode.allCases.map(\.rawValue) + TicketPayload.ReportsMode.allCases.map(\.rawValue)
    case .status, .trace, .by, .id, .since, .age: []
    }
  }

  /// What a value is called: foreign ones by themselves.
  static func names(of value: String, _ field: FilterField) -> [String] {
    switch field {
    case .type: RequestType(exactly: value).map { [$0.shortName] + $0.korean } ?? [value]
    case .mode: [value] + (modes[value] ?? [])
    case .status, .trace, .by, .id, .since, .age: [value]
    }
  }

  /// Whether what was typed means the value.
  static func matches(_ pattern: TextPattern, _ field: FilterField, _ value: String) -> Bool {
    // The word that types share tells them apart only together with what follows.
    if field == .type, pattern.word.contains("_") { return pattern.matches(value) }
    return names(of: value, field).contains { pattern.matches($0) }
  }

  private static let modes = [
    "FULL": ["전체"], "INCREMENTAL": ["증분"], "RE-EVALUATE": ["재평가"], "REGEN": ["재생성"],
  ]
}

extension RequestType {
  fileprivate var korean: [String] {
    switch self {
    case .reconcile: ["정산", "대사"]
    case .reports: ["보고서", "리포트"]
    case .acknowledge: ["확인", "수신"]
    }
  }
}

extension TicketStatus {
  /// What begins like one of these means the status.
  var filterNames: [String] {
    switch self {
    case .open: ["open", "대기"]
    case .inProgress: ["in_progress", "in-progress", "inprogress", "progress", "진행"]
    case .done: ["done", "완료"]
    case .failed: ["failed", "실패"]
    }
  }
}

extension TextPattern {
  /// Whether the word stands at the beginning of a name.
  func begins(_ name: String) -> Bool {
    var copy = name
    return copy.withUTF8 { range(in: $0)?.lowerBound == 0 }
  }
}

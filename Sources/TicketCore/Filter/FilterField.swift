/// What a term of a filter may be about (spec: console.md, "Filter"); a word without one is about any text of a ticket.
public enum FilterField: String, CaseIterable, Sendable {
  case status, type, mode, trace, by, id, since, age

  /// The field of that name, in either language, in any case, and also typed with the keyboard in the wrong mode.
  init?(name: some StringProtocol) {
    let name = name.lowercased()
    guard let field = Self.allCases.first(where: { field in field.names.contains { $0.isTyped(as: name) } }) else {
      return nil
    }
    self = field
  }

  /// Every name that it goes by, its own first.
  var names: [String] { [rawValue] + aliases }

  private var aliases: [String] {
    switch self {
    case .status: ["상태", "state"]
    case .type: ["종류", "유형"]
    case .mode: ["모드"]
    case .trace: ["추적"]
    case .by: ["처리자", "담당", "processor"]
    case .id: ["번호", "티켓"]
    case .since: ["이후", "최근"]
    case .age: ["경과", "나이"]
    }
  }

  /// What the field takes, for somebody who knows the names of none.
  public func example(in language: Language) -> String {
    switch self {
    case .status: language.pick("open, in_progress, done, failed", "open 대기, in_progress 진행, done 완료, failed 실패")
    case .type: language.pick("reconcile, reports, acknowledge", "reconcile 정산, reports 보고서, acknowledge 확인")
    case .mode:
      language.pick(
        "full, incremental, re-evaluate, regen", "full 전체, incremental 증분, re-evaluate 재평가, regen 재생성")
    case .trace: "trace-0042"
    case .by: "worker_4242, manual"
    case .id: "9a27a6d7"
    case .since: language.pick("10m, 2h, 14:30, today", "10분, 2시간, 14:30, 오늘")
    case .age: language.pick(">1h, <10m, >2d", ">1시간, <10분, >2일")
    }
  }
}

extension String {
  /// Whether `typed`, which is in lower case, is this word, or the keys that write it, or what its keys write.
  fileprivate func isTyped(as typed: String) -> Bool {
    self == typed || (typed.twoSetKeys ?? typed) == (twoSetKeys ?? self)
  }

  /// The keys behind a text that holds Hangul; nil for one that holds none.
  private var twoSetKeys: String? {
    var hasHangul = false
    let keys = map { character in
      guard let keys = Hangul.latin(for: character) else { return String(character) }
      hasHangul = true
      return keys.lowercased()
    }
    return hasHangul ? keys.joined() : nil
  }
}

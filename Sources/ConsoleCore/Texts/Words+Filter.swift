import TicketCore

extension Words {
  /// Before the filter that is on.
  var filter: String { pick("filter", "필터") }
  /// Where a filter let nothing through, so far.
  func nothing(_ filter: BoardFilter) -> String {
    if filter.running != nil { return pick("Searching ...", "찾는 중 ...") }
    return filter.tickets.count == 0
      ? pick("Nothing matches the filter.", "필터에 맞는 티켓 없음")
      : pick("Nothing here matches.", "이 열에는 맞는 티켓 없음")
  }
  var hiddenByFilter: String { pick("hidden by the filter", "필터에 가려짐") }
  var filterCleared: String {
    pick("Filter cleared. / and Up bring it back.", "필터를 껐습니다. /와 Up으로 다시 부릅니다.")
  }
  func searching(_ share: Double) -> String {
    let percent = Int(max(0, min(share, 1)) * 100)
    return pick("searching \(percent)%", "찾는 중 \(percent)%")
  }
  var searchBroken: String { pick("not all records can be read", "읽을 수 없는 기록이 있음") }
  /// What Esc does to the filter that is on.
  func clears(_ key: String) -> String { pick("\(key) clears", "\(key) 끄기") }

  /// What can be typed, and what it finds.
  var filterExamples: [(typed: String, meaning: String)] {
    let words = [
      ("정산 full", pick("tickets that hold both words, anywhere", "두 낱말이 어디에든 모두 있는 티켓")),
      ("-drift", pick("tickets without the word", "그 낱말이 없는 티켓")),
      ("\"drift check\"", pick("the words together", "붙어 있는 낱말")),
      ("ㅈㅅ", pick("정산 by its first consonants; ㅈ산 as well", "초성으로 정산, ㅈ산도 됩니다")),
      ("wjdtks", pick("정산, typed without the Korean input method", "한/영을 바꾸지 않고 친 정산")),
      ("려ㅣㅣ", pick("full, typed with it", "한글 상태로 친 full")),
    ]
    let fields = FilterField.allCases.map { field in
      ("\(field.rawValue):", "\(meaning(of: field)): `\(field.example(in: language))`")
    }
    return (words + fields).map { (typed: $0.0, meaning: $0.1) }
  }

  private func meaning(of field: FilterField) -> String {
    switch field {
    case .status: pick("the status, or several with commas", "상태, 쉼표로 여럿")
    case .type: pick("the type", "종류")
    case .mode: pick("the mode", "모드")
    case .trace: pick("a part of the trace id", "추적 ID의 일부")
    case .by: pick("who took it", "처리한 워커나 사람")
    case .id: pick("a part of the id", "티켓 ID의 일부")
    case .since: pick("what happened since", "그 뒤에 바뀐 티켓")
    case .age: pick("how long ago the last thing happened", "마지막으로 바뀐 뒤 지난 시간")
    }
  }

  /// What can be typed, for somebody who typed nothing yet.
  var filterHelp: String {
    pick(
      "word  -word  \"two words\"  status: type: mode: by: trace: id:  since:10m  age:>1h",
      "낱말(초성도)  -낱말  \"두 낱말\"  status: type: mode: by: trace: id:  since:10m  age:>1h")
  }
}
